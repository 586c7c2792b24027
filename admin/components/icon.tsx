import { Icon as DesignIcon } from '@adminjs/design-system';
import type { ComponentType } from 'react';

/** The design system's icons, all of Feather's, by name. */
const Feather = DesignIcon as unknown as ComponentType<{ icon: string; size: number }>;

/** A sign beside a word; alone it needs a label of its own. */
export const Icon = ({ name, size = 16 }: { name: string; size?: number }) => (
  <span aria-hidden="true" style={{ display: 'inline-flex' }}>
    <Feather icon={name} size={size} />
  </span>
);
