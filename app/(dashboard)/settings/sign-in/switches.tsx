import { ConfirmButton } from '#components/confirm-button';
import { enterSandboxApp, switchMicrosoft, switchPasswordSignIn } from './actions';

export function MicrosoftSwitch({ isOn, wasTested }: { isOn: boolean; wasTested: boolean }) {
  if (isOn)
    return (
      <div>
        <ConfirmButton
          action={switchMicrosoft}
          fields={{ to: 'off' }}
          title="Switch Microsoft sign-in off?"
          description="Nobody can sign in with Microsoft any more. Sessions that are open stay open; the registration is kept."
          confirmLabel="Switch off Microsoft sign-in"
        >
          Switch off Microsoft sign-in
        </ConfirmButton>
      </div>
    );
  return (
    <div>
      <ConfirmButton
        action={switchMicrosoft}
        fields={{ to: 'on' }}
        destructive={false}
        variant={wasTested ? 'default' : 'outline'}
        title="Switch Microsoft sign-in on?"
        description={
          wasTested
            ? 'The sign-in page offers Microsoft from now on, and invitations can be accepted with it.'
            : 'It was not tested successfully with these settings. Operators may meet an error at Microsoft.'
        }
        confirmLabel="Switch on Microsoft sign-in"
      >
        Switch on Microsoft sign-in
      </ConfirmButton>
    </div>
  );
}

export function PasswordSwitch({ isOn }: { isOn: boolean }) {
  return (
    <ConfirmButton
      action={switchPasswordSignIn}
      fields={{ to: isOn ? 'off' : 'on' }}
      destructive={isOn}
      title={isOn ? 'Switch passwords off?' : 'Allow passwords again?'}
      description={
        isOn
          ? 'Only Microsoft sign-in is left. Operators without a connected Microsoft account cannot sign in until passwords are allowed again.'
          : 'Operators who have a password can sign in with it.'
      }
      confirmLabel={isOn ? 'Switch off passwords' : 'Allow passwords'}
    >
      {isOn ? 'Switch off passwords' : 'Allow passwords'}
    </ConfirmButton>
  );
}

export function SandboxButton() {
  return (
    <div>
      <ConfirmButton
        action={enterSandboxApp}
        destructive={false}
        title="Try it with the sandbox?"
        description="An app is registered in the sandbox and its data entered here. The sandbox asks for no password: whoever reaches it can sign in as any of its people."
        confirmLabel="Use a sandbox app"
      >
        Use a sandbox app
      </ConfirmButton>
    </div>
  );
}
