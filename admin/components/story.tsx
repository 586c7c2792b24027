import { Link } from 'react-router-dom';
import { readable } from './lib/format.js';
import { resourceInfo } from './lib/session.js';

/** Words, or the name of a row that has a page. */
export type Piece = string | { text: string; of: string; id: number };

/** Why something is what it is, in sentences whose names lead to their rows where the reader may open them. */
export const Story = ({ sentences }: { sentences: readonly Piece[][] }) => (
  <div className="story">
    <ol>
      {sentences.map((pieces, index) => (
        <li key={index}>
          <span>
            {pieces.map((piece, place) => (
              <Told key={place} piece={piece} />
            ))}
          </span>
        </li>
      ))}
    </ol>
  </div>
);

const Told = ({ piece }: { piece: Piece }) => {
  if (typeof piece === 'string') return <>{readable(piece)}</>;
  if (!resourceInfo(piece.of)) return <>{piece.text}</>;
  return <Link to={`/admin/resources/${piece.of}/records/${String(piece.id)}/show`}>{piece.text}</Link>;
};
