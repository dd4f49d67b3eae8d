import type { Metadata } from 'next';
import { ClosedNotice } from '../closed-notice';
import { words } from '../words';

export const metadata: Metadata = { title: { absolute: words.closed.title } };

export default function ClosedPage() {
  return <ClosedNotice />;
}
