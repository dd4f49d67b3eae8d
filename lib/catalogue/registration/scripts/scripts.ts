import { isSandbox } from '#lib/clouds';
import { azScript } from './az.ts';
import { graphScript } from './graph.ts';
import { registrationPlan, type ScriptChoice } from './plan.ts';
import { powerShellScript } from './power-shell.ts';

/** A script to take away. */
export type RegistrationScript = { id: 'az' | 'powershell' | 'graph'; label: string; fileName: string; code: string };

/**
 * The scripts that register the app for exactly this choice, or add to an existing registration what it lacks; none
 * for the sandbox, which needs no registration.
 */
export function registrationScripts(choice: ScriptChoice): RegistrationScript[] {
  if (isSandbox(choice.cloud)) return [];
  const plan = registrationPlan(choice);
  return [
    { id: 'az', label: 'Azure CLI', fileName: 'register-latchkey-az.sh', code: azScript(plan) },
    { id: 'powershell', label: 'PowerShell', fileName: 'register-latchkey.ps1', code: powerShellScript(plan) },
    { id: 'graph', label: 'Graph calls', fileName: 'register-latchkey-graph.sh', code: graphScript(plan) },
  ];
}
