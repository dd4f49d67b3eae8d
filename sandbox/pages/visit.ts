/** One page of the sign-in, or the redirect it ended in. */
export class Visit {
  readonly status: number;
  readonly html: string;
  readonly url: string;
  readonly returned: URL | undefined;

  private constructor(seen: { status: number; html: string; url: string; returned: URL | undefined }) {
    this.status = seen.status;
    this.html = seen.html;
    this.url = seen.url;
    this.returned = seen.returned;
  }

  static async open(url: string, init: RequestInit = {}): Promise<Visit> {
    const response = await fetch(url, { redirect: 'manual', ...init });
    const location = response.headers.get('location');
    const returned = location === null ? undefined : new URL(location, url);
    return new Visit({ status: response.status, html: await response.text(), url, returned });
  }

  /** Presses a button of the page's form. */
  post(pressed: Record<string, string>): Promise<Visit> {
    const action = /<form method="post" action="([^"]+)"/.exec(this.html)?.[1] ?? '';
    const hidden = [...this.html.matchAll(/<input type="hidden" name="(\w+)" value="([^"]*)"/g)];
    const fields = Object.fromEntries(hidden.map(([, name = '', value = '']) => [name, value]));
    const body = new URLSearchParams({ ...fields, ...pressed });
    return Visit.open(new URL(action, this.url).toString(), { method: 'POST', body });
  }

  requireReturn(): URLSearchParams {
    if (!this.returned) throw new Error(`No redirect but a page:\n${this.html}`);
    return this.returned.searchParams;
  }
}
