import type { CloudId } from '#lib/clouds';
import { explain, findAadsts } from '#lib/microsoft/aadsts';
import { type CodeEntry, type CodeExplanation, explainCode, findCodes } from './explain.ts';

/** The values of an integration that can be compared with the registration or the tenant. */
export type Compared = 'redirect-uri' | 'client-id' | 'tenant' | 'account-types' | 'cloud' | 'permissions';

type Page = {
  codes: readonly number[];
  /** What the person sees at Microsoft, paraphrased, because Microsoft changes its wording. */
  shows: string;
  compare: readonly Compared[];
};

// From Microsoft identity platform, "error codes", and from observation: in these cases the browser stays at Microsoft.
const pages: readonly Page[] = [
  {
    codes: [90094, 90093],
    shows:
      'A page that says an admin must approve, with the name of the app and the permissions, and a way back without approving. Some people can sign in with an admin account there.',
    compare: ['permissions', 'client-id'],
  },
  {
    codes: [90095],
    shows:
      'A page that says approval is required, with a field for the reason and a button that sends a request to the admins; afterwards it says that the request was sent.',
    compare: ['permissions'],
  },
  {
    codes: [50105],
    shows: 'A page after the sign-in that says the account has no access to the app because it is assigned to no role.',
    compare: ['client-id'],
  },
  {
    codes: [53003, 50131, 53000, 53001, 53002, 530003, 530032, 530035],
    shows:
      'A page after the sign-in that says one cannot get there from here, or does not have the access right now; “More details” names the app, the address and the state of the device.',
    compare: ['client-id'],
  },
  {
    codes: [50020, 90072],
    shows:
      'A page that says the selected account does not exist in the tenant and must be added as an external user first, or another account be used.',
    compare: ['tenant', 'account-types'],
  },
  {
    codes: [50011],
    shows: 'A page before or after the sign-in that says the redirect URI of the request matches none of the app.',
    compare: ['redirect-uri', 'client-id'],
  },
  {
    codes: [500113],
    shows: 'A page that says no reply address is registered for the application.',
    compare: ['redirect-uri', 'client-id'],
  },
  {
    codes: [900971],
    shows: 'A page that says no reply address was provided.',
    compare: ['redirect-uri'],
  },
  {
    codes: [700016, 70001, 700038],
    shows: 'A page that says the application with this identifier was not found in the directory.',
    compare: ['client-id', 'tenant', 'cloud'],
  },
  {
    codes: [90002, 900023],
    shows: 'A page that says the tenant was not found, and to check its ID and the cloud.',
    compare: ['tenant', 'cloud'],
  },
  {
    codes: [900941, 900981],
    shows: 'A page that says the app is risky or its publisher not verified, and that an admin must approve it.',
    compare: ['permissions'],
  },
  {
    codes: [50053],
    shows: 'The sign-in page itself, saying that the account is locked for now because of wrong passwords.',
    compare: [],
  },
  {
    codes: [50057],
    shows: 'The sign-in page itself, saying that the account is disabled.',
    compare: [],
  },
  {
    codes: [53004, 53011],
    shows: 'A page that says the sign-in was blocked because the account may be at risk.',
    compare: [],
  },
];

/** An error that Microsoft shows on its own page without returning the browser. */
export type SilentPage = { codes: readonly number[]; shows: string; compare: readonly Compared[] } & {
  explanation: CodeExplanation;
};

/** The errors that are never reported back to us, most likely first. */
export function listSilentPages(cloud: CloudId): SilentPage[] {
  return pages.flatMap((page) => {
    const explanation = explainCode(page.codes[0] ?? 0, cloud);
    return explanation ? [{ ...page, explanation }] : [];
  });
}

/** What Microsoft shows for a code and what to compare; undefined for errors that are reported back to us. */
export function findSilentPage(code: number): Pick<SilentPage, 'shows' | 'compare'> | undefined {
  return pages.find(({ codes }) => codes.includes(code));
}

/** The explained codes that a text is about, also by what Microsoft shows the person; those come first. */
export function findExplained(text: string): CodeEntry[] {
  const words = text
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean);
  const seen = pages.filter(
    ({ shows }) => words.length > 1 && words.every((word) => shows.toLowerCase().includes(word)),
  );
  const shown = seen.flatMap(({ codes }) => codes.flatMap((code) => findAadsts(code) ?? []));
  return [...new Set([...shown, ...findCodes(text)])];
}

// Microsoft shows these on its own page without returning the browser. Most likely first.
const silentCodes = [90094, 90095, 50105, 53003, 50011, 500113, 700016, 90002];

/**
 * The errors that end a sign-in at Microsoft and are never reported back to us, with what an operator can do about
 * each.
 */
export function listSilentErrors(): { code: number; meaning: string; operator: string }[] {
  return silentCodes.map((code) => {
    const { meaning, operator } = explain(code);
    return { code, meaning, operator };
  });
}
