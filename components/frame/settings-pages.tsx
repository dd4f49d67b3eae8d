import {
  BellRing,
  BookOpen,
  Flag,
  Gauge,
  History,
  KeyRound,
  LogIn,
  Paintbrush,
  ScrollText,
  UserRound,
  Users,
  Variable,
} from 'lucide-react';
import type { NavItem } from './nav-items';

/** The headings of the list of settings, in order. */
const groups = ['Product', 'Appearance', 'People', 'Record', 'You'] as const;

interface SettingsPage extends Pick<NavItem, 'label' | 'icon'> {
  readonly group: (typeof groups)[number];
  /** Words people search this page by, in addition to its name. */
  readonly words: string;
}

/** The pages of the settings by the last part of their path: their names in navigation, search, headings and titles. */
export const settingsPages = {
  'api-keys': { group: 'Product', label: 'API keys', icon: KeyRound, words: 'token bearer secret key' },
  'api-limits': { group: 'Product', label: 'API limits', icon: Gauge, words: 'rate requests minute 429' },
  variables: { group: 'Product', label: 'Environment variables', icon: Variable, words: 'env values' },
  api: { group: 'Product', label: 'API reference', icon: BookOpen, words: 'openapi rest docs documentation nango' },
  branding: { group: 'Appearance', label: 'Branding', icon: Paintbrush, words: 'logo name colour color contact' },
  environment: { group: 'Appearance', label: 'Environment', icon: Flag, words: 'production staging colour name' },
  operators: { group: 'People', label: 'Operators', icon: Users, words: 'invite invitation role members team' },
  'sign-in': { group: 'People', label: 'Sign-in', icon: LogIn, words: 'password microsoft entra sso' },
  alerts: { group: 'Record', label: 'Alerts', icon: BellRing, words: 'e-mail mail slack teams notify smtp quiet' },
  activity: { group: 'Record', label: 'Activity retention', icon: History, words: 'days keep delete' },
  audit: { group: 'Record', label: 'Audit log', icon: ScrollText, words: 'export who did what' },
  account: { group: 'You', label: 'Your account', icon: UserRound, words: 'profile password sessions' },
} as const satisfies Record<string, SettingsPage>;

const entries = Object.entries<SettingsPage>(settingsPages).map(([slug, page]) => ({
  ...page,
  href: `/settings/${slug}`,
}));

/** The pages of the settings under their headings, each with its path. */
export const settingsGroups = groups.map((label) => ({
  label,
  pages: entries.filter(({ group }) => group === label),
}));

/** The page of the settings at a path. */
export const findSettingsPage = (pathname: string) => entries.find(({ href }) => href === pathname);
