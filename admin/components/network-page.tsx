import { useState } from 'react';
import { useSearchParams } from 'react-router-dom';
import { Empty } from './empty.js';
import { useLoaded } from './lib/load.js';
import type { Carried, Opening } from './lib/network.js';
import { usePicture } from './lib/picture.js';
import type { Picture } from './lib/picture.js';
import { usePlacing } from './lib/placing.js';
import type { OutlineProps } from './lib/placing.js';
import { t } from './lib/text.js';
import { NetworkBar } from './network-bar.js';
import { NetworkCrumbs } from './network-crumbs.js';
import { NetworkOutline } from './network-outline.js';
import { NetworkSide } from './network-side.js';
import { NetworkTank } from './network-tank.js';
import { CarriedBar, PlacingDialog } from './placing-dialog.js';
import { Screen } from './screen.js';
import { Moment } from './value.js';

/** Who stands where and who brought whom: a few levels at a time, with free places and those who wait for one. */
export const NetworkPage = () => {
  const [params, setParams] = useSearchParams();
  const wish = Object.fromEntries(['tab', 'id', 'filters.lift'].map((name) => [name, params.get(name) ?? undefined]));
  const loaded = useLoaded<Opening>('/pages/network', wish);
  const go = (changes: Record<string, string | undefined>): void => {
    const next = Object.entries({ ...wish, ...changes }).filter((entry): entry is [string, string] => !!entry[1]);
    setParams(new URLSearchParams(next));
  };
  return (
    <Screen title={t('panel.page.network')} loaded={loaded}>
      {(opening) => <Explorer opening={opening} shown={wish['id']} go={go} />}
    </Screen>
  );
};

interface Props {
  opening: Opening;
  /** The member that the address names. */
  shown: string | undefined;
  go(changes: Record<string, string | undefined>): void;
}

function Explorer({ opening, shown, go }: Props) {
  const show = (id: number, lift?: number): void =>
    go({ id: String(id), 'filters.lift': lift === undefined ? undefined : String(lift) });
  const { picture, chosen, choose, placing, round } = useExplorer(opening, shown, show);
  const { carried, place } = placing;
  return (
    <>
      <NetworkBar opening={opening} top={picture?.top.memberId ?? null} go={go} show={show} />
      <CarriedBar placing={placing} />
      <div className={`network${sheetClass(chosen, carried)}`}>
        <Drawn opening={opening} picture={picture} placing={placing} chosen={chosen} choose={choose} show={show} />
        <div className="network-aside">
          {chosen === null ? null : (
            <NetworkSide
              key={`${String(chosen)}/${String(round)}`}
              id={chosen}
              placing={placing}
              close={() => choose(null)}
              show={show}
            />
          )}
          {opening.tank ? <NetworkTank first={opening.tank} round={round} placing={placing} choose={choose} /> : null}
        </div>
      </div>
      {place && carried ? <PlacingDialog placing={placing} carried={carried} place={place} /> : null}
    </>
  );
}

/** On a phone the side is a sheet over the tree, out of the way while a place is chosen. */
const sheetClass = (chosen: number | null, carried: Carried | null): string =>
  chosen === null || carried ? '' : ' has-chosen';

/** What is drawn, who was chosen in it, and who is being placed; `round` counts what was done. */
function useExplorer(opening: Opening, shown: string | undefined, show: (id: number) => void) {
  const [chosen, choose] = useChosen(shown);
  const [round, setRound] = useState(0);
  const picture = usePicture(opening);
  const placing = usePlacing({
    done: (carried, { parent }) => {
      setRound(round + 1);
      choose(carried.memberId);
      if (carried.entryId === null) show(carried.memberId);
      else picture?.refresh(parent.memberId);
    },
    refused: ({ parent }) => picture?.refresh(parent.memberId),
  });
  return { picture, chosen, choose, placing, round };
}

type DrawnProps = Omit<OutlineProps, 'picture'> & { opening: Opening; picture: Picture | null };

const Drawn = ({ opening, picture, ...rest }: DrawnProps) => (
  <section className="card network-tree">
    {picture && opening.picture ? (
      <>
        <NetworkCrumbs
          key={picture.top.memberId}
          tree={opening.tree}
          top={picture.top}
          above={opening.picture.above}
          show={rest.show}
        />
        <NetworkOutline picture={picture} {...rest} />
        <p className="muted network-foot">
          {opening.rolledUpAt ? t('network.asOf') : t('network.neverCounted')}{' '}
          {opening.rolledUpAt ? <Moment iso={opening.rolledUpAt} /> : null}
        </p>
      </>
    ) : (
      <Empty title={t('network.empty')} hint={t('network.emptyHint')} />
    )}
  </section>
);

/** Whom the side tells of: the one in the address, until somebody else is chosen. */
function useChosen(shown: string | undefined) {
  const [{ of, id }, set] = useState<{ of: string | undefined; id: number | null }>({ of: shown, id: idOf(shown) });
  const current = of === shown ? id : idOf(shown);
  return [current, (next: number | null): void => set({ of: shown, id: next })] as const;
}

const idOf = (shown: string | undefined): number | null => (shown === undefined ? null : Number(shown));
