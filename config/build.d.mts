export const root: string;
export function buildProgram(): Promise<number>;
export function buildPanel(): Promise<boolean>;
