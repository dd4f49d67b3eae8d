/** The steps in Microsoft's portal, in the portal's own words. */
export function RegistrationSteps() {
  return (
    <details className="text-sm">
      <summary className="cursor-pointer rounded-sm font-medium">How to register the app</summary>
      <ol className="mt-3 ml-5 grid list-decimal gap-2 text-muted-foreground">
        <li>
          In the Microsoft Entra admin center open <strong>App registrations</strong> and choose{' '}
          <strong>New registration</strong>. It is separate from the apps of your integrations.
        </li>
        <li>
          Supported account types: <strong>Accounts in this organizational directory only</strong>. People of other
          organizations come in as guests of your tenant.
        </li>
        <li>
          Redirect URI: platform <strong>Web</strong>, with the address above.
        </li>
        <li>
          From <strong>Overview</strong> copy <strong>Application (client) ID</strong> and{' '}
          <strong>Directory (tenant) ID</strong>.
        </li>
        <li>
          Under <strong>Certificates &amp; secrets</strong> create a client secret and copy its <strong>Value</strong>,
          which is shown once.
        </li>
        <li>No API permissions are needed: the app only asks who somebody is.</li>
      </ol>
    </details>
  );
}
