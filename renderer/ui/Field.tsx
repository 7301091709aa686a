// A setting's row: its name and what it means on the left, its control on the right; and the controls themselves.
import './field.css';
import { Minus, Plus } from 'lucide-react';
import { type ReactElement, type ReactNode, useId } from 'react';
import { Button } from './Button';

interface FieldProps {
  label: string;
  note?: string | undefined;
  /** Its control, which bears its name and is explained by its note. */
  children: (ids: FieldIds) => ReactNode;
  /** Below its name instead of beside it. */
  isWide?: boolean;
}

interface FieldIds {
  'aria-label': string;
  'aria-describedby': string | undefined;
}

export function Field({ label, note, children, isWide = false }: FieldProps): ReactElement {
  const id = useId();
  return (
    <div className="field" data-wide={isWide || undefined}>
      <div className="field-text">
        <span className="field-label">{label}</span>
        {note && (
          <span id={id} className="field-note">
            {note}
          </span>
        )}
      </div>
      {children({ 'aria-label': label, 'aria-describedby': note ? id : undefined })}
    </div>
  );
}

interface Choice<T> {
  value: T;
  label: string;
  note?: string;
}

interface ChoicesProps<T> extends FieldIds {
  value: T;
  choices: Choice<T>[];
  onChange: (value: T) => void;
}

/** One of a few: side by side, or as cards where they are explained. */
export function Choices<T extends string>({
  value,
  choices,
  onChange,
  ...ids
}: ChoicesProps<T>): ReactElement {
  const name = useId();
  const isExplained = choices.some(({ note }) => note);
  return (
    <div role="radiogroup" className={isExplained ? 'choice-cards' : 'choice-segments'} {...ids}>
      {choices.map(({ value: each, label, note }) => (
        <label key={each} className="choice">
          <input type="radio" name={name} checked={each === value} onChange={() => onChange(each)} />
          <span className="choice-label">{label}</span>
          {note && <span className="choice-note">{note}</span>}
        </label>
      ))}
    </div>
  );
}

interface SwitchProps extends FieldIds {
  /** For a label of its own beside it. */
  id?: string;
  value: boolean;
  onChange: (value: boolean) => void;
}

export function Switch({ value, onChange, ...ids }: SwitchProps): ReactElement {
  return (
    <input
      type="checkbox"
      role="switch"
      className="switch"
      checked={value}
      onChange={(event) => onChange(event.currentTarget.checked)}
      {...ids}
    />
  );
}

interface StepperProps extends FieldIds {
  value: number;
  least: number;
  most: number;
  /** The value as it is shown. */
  text: string;
  smaller: string;
  larger: string;
  onChange: (value: number) => void;
}

/** A number by two buttons, or by the arrow keys. */
export function Stepper({
  value,
  least,
  most,
  text,
  smaller,
  larger,
  onChange,
  ...ids
}: StepperProps): ReactElement {
  const change = (by: number): void => onChange(Math.min(most, Math.max(least, value + by)));
  return (
    <div className="stepper">
      <Button
        size="small"
        label={smaller}
        tabIndex={-1}
        icon={<Minus size={14} />}
        disabled={value <= least}
        onClick={() => change(-1)}
      />
      <span
        role="spinbutton"
        tabIndex={0}
        className="stepper-value"
        aria-valuenow={value}
        aria-valuemin={least}
        aria-valuemax={most}
        aria-valuetext={text}
        onKeyDown={({ key }) => {
          if (key === 'ArrowUp' || key === 'ArrowRight') change(1);
          if (key === 'ArrowDown' || key === 'ArrowLeft') change(-1);
        }}
        {...ids}
      >
        {text}
      </span>
      <Button
        size="small"
        label={larger}
        tabIndex={-1}
        icon={<Plus size={14} />}
        disabled={value >= most}
        onClick={() => change(1)}
      />
    </div>
  );
}
