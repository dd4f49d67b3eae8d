import { cloudTraits } from '#lib/clouds';
import type { RegistrationChoice, RegistrationStep } from '../types.ts';
import { manual, registrationLink } from './portal.ts';

type Place = Pick<RegistrationChoice, 'cloud' | 'clientId'>;

function secretStep(place: Place): RegistrationStep {
  return {
    id: 'client-secret',
    title: 'Create a client secret',
    body: [
      'Under Certificates & secrets, Client secrets, choose New client secret, describe it, choose Expires and then Add. 24 months is the longest; Microsoft recommends less than 12.',
      'Copy the Value at once: it is shown only now. The Secret ID beside it is a GUID and not the secret (AADSTS7000215).',
      'Note the day it expires and enter it here: Latchkey warns before. After it no token can be refreshed until a new secret is in place (AADSTS7000222); connections keep their grants. Add the new one beside the old one, which is removed last.',
    ],
    links: [registrationLink('credentials', place), manual('How to add credentials', 'how-to-add-credentials')],
    optional: false,
  };
}

function certificateStep(place: Place): RegistrationStep {
  return {
    id: 'certificate',
    title: 'Use a certificate instead',
    body: [
      'Microsoft advises against secrets in production. On the Credentials page of the integration let Latchkey make a certificate: its private key never leaves this installation, and there is no secret to copy.',
      'Download the .cer file there, then under Certificates & secrets, Certificates, choose Upload certificate. Compare the thumbprint the portal shows with the one shown here.',
    ],
    links: [registrationLink('credentials', place), manual('Certificate credentials', 'certificate-credentials')],
    optional: true,
  };
}

function federatedStep(place: Place): RegistrationStep {
  const { tokenExchangeAudience } = cloudTraits(place.cloud);
  return {
    id: 'federated-credential',
    title: 'Or let your platform vouch for the app',
    body: [
      'Where Latchkey runs on Kubernetes, GitHub or another issuer of OpenID Connect tokens, no credential needs to be kept at all. Under Certificates & secrets, Federated credentials, choose Add credential, Other issuer, and enter the issuer and the subject of the token Latchkey will be given.',
      `The audience must be ${tokenExchangeAudience} in this cloud (AADSTS700212). An app takes at most 20 federated credentials.`,
    ],
    copy: [{ label: 'Audience', value: tokenExchangeAudience }],
    links: [
      registrationLink('credentials', place),
      {
        label: 'Workload identity federation',
        href: 'https://learn.microsoft.com/entra/workload-id/workload-identity-federation',
      },
    ],
    optional: true,
  };
}

/** The ways in which the app proves itself: a secret, or one of the two that are better. */
export function credentialSteps(place: Place): RegistrationStep[] {
  return [secretStep(place), certificateStep(place), federatedStep(place)];
}
