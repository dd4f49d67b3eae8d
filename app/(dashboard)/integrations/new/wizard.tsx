'use client';

import { FormAlert } from '#components/form-alert';
import { Alert, AlertTitle } from '#components/ui/alert';
import { Button } from '#components/ui/button';
import type { NewState } from '../form-state';
import type { IntegrationValues } from '../form-values';
import { CredentialsStep } from './credentials-step';
import { ProductStep } from './product-step';
import { RegistrationStep } from './registration-step';
import { ReviewStep } from './review-step';
import { StepNav } from './step-nav';
import { StepSection } from './step-section';
import { STEPS } from './steps';
import { Summary } from './summary';
import { useWizard } from './use-wizard';
import { WizardButtons } from './wizard-buttons';

interface WizardProps {
  initial: IntegrationValues;
  isProductChosen: boolean;
  redirectUri: string;
  hasSandbox: boolean;
  taken: readonly string[];
}

function WizardAlerts({ state }: { state: NewState }) {
  const messages = Object.values(state.errors ?? {}).flatMap((of) => of ?? []);
  return (
    <>
      <FormAlert error={state.error} className="mb-6" />
      {messages.length > 0 ? (
        // With JavaScript, the step with the wrong field opens instead.
        <noscript>
          <Alert variant="danger" className="mb-6">
            <AlertTitle>Nothing was created yet. Paste the secret again and correct this:</AlertTitle>
            <ul className="list-disc pl-4">
              {messages.map((message) => (
                <li key={message}>{message}</li>
              ))}
            </ul>
          </Alert>
        </noscript>
      ) : null}
    </>
  );
}

function RestoredNote({ lacksSecret, onStartAgain }: { lacksSecret: boolean; onStartAgain: () => void }) {
  return (
    <Alert variant="info" role="status" className="mb-6">
      <AlertTitle>What you typed is still here</AlertTitle>
      {lacksSecret ? <p>Only a client secret is not kept: paste it again under Credentials.</p> : null}
      <Button variant="outline" size="sm" className="mt-1 w-fit" onClick={onStartAgain}>
        Start again
      </Button>
    </Alert>
  );
}

/** The form for a new integration in four steps. Without JavaScript it is one long form. */
export function Wizard({ initial, isProductChosen, redirectUri, hasSandbox, taken }: WizardProps) {
  const wizard = useWizard({ initial, isProductChosen });
  const { values, setValues, errors, step, secret } = wizard;
  const shared = { values, setValues, errors };
  return (
    <div className="grid items-start gap-8 lg:grid-cols-[minmax(0,1fr)_18rem]">
      <form
        ref={wizard.formRef}
        action={wizard.submit}
        onSubmit={wizard.onSubmit}
        onInput={wizard.onInput}
        noValidate
        className="min-w-0"
      >
        <StepNav step={step} reached={wizard.reached} incomplete={wizard.incomplete} onGo={wizard.goTo} />
        <WizardAlerts state={wizard.state} />
        {wizard.isRestored ? <RestoredNote lacksSecret={wizard.lacksSecret} onStartAgain={wizard.startAgain} /> : null}
        <StepSection index={0} step={step} description="What your product connects to, and what it may do there.">
          <ProductStep {...shared} taken={taken} isPicking={wizard.isPicking} setIsPicking={wizard.setIsPicking} />
        </StepSection>
        <StepSection index={1} step={step} description="The app your end users will meet at Microsoft.">
          <RegistrationStep {...shared} redirectUri={redirectUri} hasSandbox={hasSandbox} />
        </StepSection>
        <StepSection index={2} step={step} description="What proves to Microsoft that Latchkey speaks for your app.">
          <CredentialsStep {...shared} secret={secret} onSecret={wizard.setSecret} />
        </StepSection>
        <StepSection index={3} step={step} description="Check it once more. Creating it verifies it with Microsoft.">
          <ReviewStep {...shared} summary={{ secret }} />
        </StepSection>
        <WizardButtons
          step={step}
          isPending={wizard.isPending}
          missing={wizard.missing}
          onBack={() => wizard.goTo(step - 1)}
        />
      </form>
      {/* The last step shows the same in full. */}
      {step === STEPS.length - 1 ? null : (
        <aside
          aria-label="Summary"
          className="sticky top-20 hidden max-h-[calc(100dvh-6rem)] overflow-y-auto rounded-lg border border-border bg-card p-4 lg:block noscript:hidden"
        >
          <h2 className="mb-3 font-medium text-muted-foreground text-xs">Summary</h2>
          <Summary values={values} secret={secret} />
        </aside>
      )}
    </div>
  );
}
