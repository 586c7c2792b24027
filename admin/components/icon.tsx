import { Icon as DesignIcon } from '@adminjs/design-system';
import type { ComponentProps } from 'react';

type Name = ComponentProps<typeof DesignIcon>['icon'];

/** A sign beside a word; alone it needs a label of its own. */
export const Icon = ({ name, size = 16 }: { name: string; size?: number }) => (
  <span aria-hidden="true" style={{ display: 'inline-flex' }}>
    <DesignIcon icon={name as Name} size={size} />
  </span>
);
