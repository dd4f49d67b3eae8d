import { encode } from 'uqr';
import { cn } from './ui/cn';

interface QrCodeProps {
  text: string;
  /** What the code contains: "QR code of the connect link". */
  label: string;
  className?: string;
}

function pathOf(rows: readonly (readonly boolean[])[]) {
  return rows.flatMap((row, y) => row.flatMap((dark, x) => (dark ? [`M${x} ${y}h1v1h-1z`] : []))).join('');
}

/** A QR code drawn on the server. It is black on white in both themes, so that cameras can read it. */
export function QrCode({ text, label, className }: QrCodeProps) {
  const { data, size } = encode(text, { ecc: 'M', border: 4 });
  return (
    <svg
      role="img"
      aria-label={label}
      viewBox={`0 0 ${size} ${size}`}
      shapeRendering="crispEdges"
      className={cn('size-48 rounded-md bg-white', className)}
    >
      <path d={pathOf(data)} fill="#000" />
    </svg>
  );
}
