'use client';

import { Field } from '#components/ui/field';
import { Input } from '#components/ui/input';
import { NativeSelect } from '#components/ui/native-select';
import type { Choice } from './choice';
import type { Opening } from './openings';

interface OptionsProps {
  choice: Choice;
  openings: readonly Opening[];
  onChange: (choice: Choice) => void;
}

type Change = { change: <K extends keyof Choice>(name: K, value: Choice[K]) => void };

function Place({ choice, openings, change }: Omit<OptionsProps, 'onChange'> & Change) {
  const problem = openings.find(({ value }) => value === choice.place)?.problem;
  return (
    <>
      <Field label="Begins with" hint={problem}>
        <NativeSelect value={choice.place} onChange={(event) => change('place', event.target.value)}>
          {openings.map(({ value, label, problem }) => (
            <option key={value} value={value}>
              {problem ? `${label} (not for this connection)` : label}
            </option>
          ))}
          <option value="web">One site, by its address</option>
        </NativeSelect>
      </Field>
      {choice.place === 'web' ? (
        <Field label="Site" hint="Its address, or its path on the host." required>
          <Input
            value={choice.web}
            placeholder="/sites/marketing"
            onChange={(event) => change('web', event.target.value)}
            required
          />
        </Field>
      ) : null}
    </>
  );
}

function Kinds({ choice, change }: Pick<OptionsProps, 'choice'> & Change) {
  return (
    <>
      <Field label="What can be picked">
        <NativeSelect
          value={choice.types}
          onChange={({ target }) =>
            change('types', target.value === 'folders' || target.value === 'all' ? target.value : 'files')
          }
        >
          <option value="files">Files</option>
          <option value="folders">Folders</option>
          <option value="all">Both</option>
        </NativeSelect>
      </Field>
      <Field label="Only these" hint="Endings or kinds, such as .docx, .pdf, photo." optional>
        <Input value={choice.filters} onChange={(event) => change('filters', event.target.value)} autoComplete="off" />
      </Field>
    </>
  );
}

function HowMany({ choice, change }: Pick<OptionsProps, 'choice'> & Change) {
  const isMany = choice.selection === 'multiple';
  return (
    <>
      <Field label="How many">
        <NativeSelect
          value={choice.selection}
          onChange={({ target }) => change('selection', target.value === 'single' ? 'single' : 'multiple')}
        >
          <option value="multiple">Several</option>
          <option value="single">One</option>
        </NativeSelect>
      </Field>
      <Field label="At most" optional>
        <Input
          type="number"
          min={1}
          max={1000}
          value={isMany ? choice.most : ''}
          disabled={!isMany}
          onChange={(event) => change('most', event.target.value)}
        />
      </Field>
    </>
  );
}

/** What the picker is opened with. */
export function OptionsForm({ choice, openings, onChange }: OptionsProps) {
  const change: Change['change'] = (name, value) => onChange({ ...choice, [name]: value });
  return (
    <div className="grid items-start gap-4 sm:grid-cols-2 lg:grid-cols-3">
      <Place choice={choice} openings={openings} change={change} />
      <Field label="Opens in">
        <NativeSelect
          value={choice.mode}
          onChange={({ target }) => change('mode', target.value === 'iframe' ? 'iframe' : 'popup')}
        >
          <option value="popup">A window</option>
          <option value="iframe">A frame on this page</option>
        </NativeSelect>
      </Field>
      <Kinds choice={choice} change={change} />
      <HowMany choice={choice} change={change} />
    </div>
  );
}
