import { z } from 'zod';

/** int8 as the driver gives it (text) -> number: identities and counts. */
export const int = z.union([z.string(), z.number()]).transform(Number);

/** int8 or numeric without decimals as the driver gives it (text) -> bigint: minor units. */
export const big = z.union([z.string(), z.number(), z.bigint()]).transform((value) => BigInt(value));
