import { cn } from './cn';

const tones = {
  default: 'bg-primary',
  success: 'bg-success-fill',
  warning: 'bg-warning-fill',
  danger: 'bg-danger-fill',
} as const;

interface ProgressProps {
  /** 0 to 100. */
  value: number;
  label: string;
  valueText?: string;
  tone?: keyof typeof tones;
  className?: string;
}

export function Progress({ value, label, valueText, tone = 'default', className }: ProgressProps) {
  const share = Math.min(100, Math.max(0, Math.round(value)));
  return (
    <div
      role="progressbar"
      aria-label={label}
      aria-valuenow={share}
      aria-valuemin={0}
      aria-valuemax={100}
      {...(valueText ? { 'aria-valuetext': valueText } : {})}
      className={cn('h-1.5 w-full overflow-hidden rounded-full bg-muted', className)}
    >
      <div className={cn('h-full rounded-full', tones[tone])} style={{ width: `${share}%` }} />
    </div>
  );
}
