/** How Entra says a code: on a page of its own, which does not redirect, back to the redirect URI, or at the token endpoint. */
export interface Aadsts {
  /** The OAuth error word. */
  error: string;
  where: 'page' | 'redirect' | 'token';
  /** The sentence after `AADSTSnnn: `; `{appId}` and the like are filled in. */
  text: string;
  suberror?: string;
  /** Comes with claims that a new sign-in has to bring. */
  claims?: true;
  /** The page has a link back to the app. */
  returns?: true;
  /** HTTP status at the token endpoint, where it is not the error word's own. */
  status?: number;
}
