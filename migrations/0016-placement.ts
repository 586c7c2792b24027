/**
 * Finding a newcomer's place and keeping what finding the next one needs. These are functions because they are the
 * same few indexed reads each time: kept plans and one way to the database make a join take a fraction of the time.
 */
export const up = `
CREATE FUNCTION lock_tree(tree bigint) RETURNS void LANGUAGE sql AS
$$ SELECT pg_advisory_xact_lock(7001, tree::int) $$;
COMMENT ON FUNCTION lock_tree IS 'Until COMMIT nobody else places or moves in the tree.';

CREATE FUNCTION end_of_leg(here positions, outermost int) RETURNS bigint LANGUAGE plpgsql STABLE AS $$
DECLARE
  head positions := here;
BEGIN
  IF here.slot = outermost THEN
    SELECT * INTO head FROM positions WHERE tree_id = here.tree_id AND member_id = here.leg_head_id;
  END IF;
  RETURN CASE outermost WHEN 0 THEN head.left_tail_id ELSE head.right_tail_id END;
END $$;
COMMENT ON FUNCTION end_of_leg IS 'The last member of the outer leg that goes down from a position.';

CREATE FUNCTION weaker_leg(here positions) RETURNS TABLE (head_id bigint, slot int) LANGUAGE sql STABLE AS $$
  SELECT head_id, slot FROM (
    SELECT member_id AS head_id, positions.slot, subtree_volume AS volume FROM positions
    WHERE tree_id = here.tree_id AND parent_id = here.member_id
    UNION ALL
    SELECT NULL, here.free_slot, 0 WHERE here.free_slot IS NOT NULL
  ) AS legs ORDER BY volume, slot LIMIT 1
$$;
COMMENT ON FUNCTION weaker_leg IS 'The leg with less volume as of the last rollup, the left one on a tie; an empty one has no head.';

CREATE FUNCTION free_slot_below(top positions, width int, way text, OUT parent_id bigint, OUT slot int)
LANGUAGE plpgsql STABLE AS $$
DECLARE
  here positions := top;
  head bigint;
BEGIN
  IF way = 'left_chain' OR width = 1 THEN
    parent_id := end_of_leg(top, 0);
    slot := 0;
    RETURN;
  ELSIF way = 'right_chain' THEN
    parent_id := end_of_leg(top, width - 1);
    slot := width - 1;
    RETURN;
  ELSIF way = 'weaker_leg' THEN
    SELECT leg.head_id, leg.slot INTO head, slot FROM weaker_leg(top) AS leg;
    IF head IS NULL THEN
      parent_id := top.member_id;
      RETURN;
    END IF;
    SELECT * INTO here FROM positions WHERE tree_id = top.tree_id AND member_id = head;
  END IF;
  -- Breadth first: down the leftmost branch that holds the nearest free slot. Who has it n levels below has n - 1
  -- full levels under him, so n never exceeds the logarithm of the tree's size, however deep the tree is.
  WHILE here.free_slot IS NULL LOOP
    SELECT * INTO here FROM positions AS next
    WHERE next.tree_id = here.tree_id AND next.parent_id = here.member_id
      AND next.free_distance = here.free_distance - 1
    ORDER BY next.slot LIMIT 1;
  END LOOP;
  parent_id := here.member_id;
  slot := here.free_slot;
END $$;
COMMENT ON FUNCTION free_slot_below IS 'Where the next newcomer under a position stands.';

CREATE FUNCTION update_free_slots(tree bigint, width int, member bigint) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  here positions;
  first_free int;
  nearest int;
BEGIN
  SELECT * INTO here FROM positions WHERE tree_id = tree AND member_id = member;
  SELECT candidate INTO first_free FROM generate_series(0, width - 1) AS candidate
  WHERE NOT EXISTS (SELECT FROM positions WHERE tree_id = tree AND parent_id = member AND slot = candidate) LIMIT 1;
  -- A member above changes only while he has no free slot himself and the way to the nearest one led, or now leads,
  -- through here: no more members than the logarithm of the tree's size. In a tree of width 1 the way is the leg
  -- itself, whose tail is known, so distances there stay 1.
  LOOP
    IF first_free IS NOT NULL OR width = 1 THEN
      nearest := 1;
    ELSE
      SELECT 1 + min(free_distance) INTO nearest FROM positions WHERE tree_id = tree AND parent_id = here.member_id;
    END IF;
    IF here.free_slot IS DISTINCT FROM first_free OR here.free_distance <> nearest THEN
      UPDATE positions SET free_slot = first_free, free_distance = nearest WHERE id = here.id;
    END IF;
    EXIT WHEN here.free_distance = nearest OR here.parent_id IS NULL;
    SELECT * INTO here FROM positions WHERE tree_id = tree AND member_id = here.parent_id;
    EXIT WHEN here.free_slot IS NOT NULL;
    first_free := NULL;
  END LOOP;
END $$;
COMMENT ON FUNCTION update_free_slots IS 'Notes where free slots are after somebody came to stand under a member, or left.';

CREATE FUNCTION stand(place trees, member bigint, parent bigint, at_slot int, at timestamptz)
RETURNS positions LANGUAGE plpgsql AS $$
DECLARE
  up positions;
  made positions;
  is_left boolean := at_slot = 0;
  is_right boolean := at_slot = place.width - 1 AND at_slot > 0;
BEGIN
  SELECT * INTO up FROM positions WHERE tree_id = place.id AND member_id = parent;
  -- Nobody is below a newcomer: in an outermost slot he becomes the tail of the leg, else he begins legs of his own.
  INSERT INTO positions (program_id, tree_id, member_id, parent_id, slot, depth, free_slot, leg_head_id,
    left_tail_id, right_tail_id, placed_at)
  VALUES (place.program_id, place.id, member, parent, at_slot, coalesce(up.depth, 0) + 1, 0,
    CASE WHEN NOT coalesce(is_left OR is_right, false) THEN member
      WHEN up.slot = at_slot THEN up.leg_head_id ELSE up.member_id END,
    CASE WHEN is_left THEN NULL ELSE member END, CASE WHEN is_right THEN NULL ELSE member END, at)
  RETURNING * INTO made;
  IF made.leg_head_id <> member THEN
    UPDATE positions SET left_tail_id = CASE WHEN is_left THEN member ELSE left_tail_id END,
      right_tail_id = CASE WHEN is_right THEN member ELSE right_tail_id END
    WHERE tree_id = place.id AND member_id = made.leg_head_id;
  END IF;
  IF parent IS NOT NULL THEN
    PERFORM update_free_slots(place.id, place.width, parent);
  END IF;
  RETURN made;
END $$;
COMMENT ON FUNCTION stand IS 'Makes a newcomer''s position under a parent, or as a root; the slot is free.';

CREATE FUNCTION place_member(program bigint, member bigint, under bigint, asked text, at timestamptz)
RETURNS TABLE (tree_id bigint, parent_id bigint, slot int, depth int) LANGUAGE plpgsql AS $$
DECLARE
  place trees;
  top positions;
  made positions;
  spot record;
BEGIN
  SELECT * INTO place FROM trees WHERE trees.program_id = program AND trees.key = 'placement';
  IF NOT FOUND THEN
    RETURN;
  END IF;
  PERFORM lock_tree(place.id);
  IF under IS NULL THEN
    made := stand(place, member, NULL, NULL, at);
  ELSIF coalesce(asked, place.default_placement) <> 'manual' THEN
    SELECT * INTO top FROM positions WHERE positions.tree_id = place.id AND positions.member_id = under;
    IF FOUND THEN
      SELECT * INTO spot FROM free_slot_below(top, place.width, coalesce(asked, place.default_placement));
      made := stand(place, member, spot.parent_id, spot.slot, at);
    END IF;
  END IF;
  RETURN QUERY SELECT place.id, made.parent_id, made.slot, made.depth;
END $$;
COMMENT ON FUNCTION place_member IS
  'Places a newcomer below a member, or as a root; no depth: nobody is placed. No row: the program has no tree yet.';
`;

export const down = `
DROP FUNCTION place_member, stand, update_free_slots, free_slot_below, weaker_leg, end_of_leg, lock_tree;
`;
