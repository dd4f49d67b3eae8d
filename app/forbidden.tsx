import { ForbiddenPage } from '#components/frame/forbidden-page';

export default function Forbidden() {
  return (
    <main>
      <ForbiddenPage />
    </main>
  );
}
