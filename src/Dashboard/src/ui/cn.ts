import { clsx } from 'clsx';

/** Joins class names. Nothing is merged, so a caller's class comes last and may only add. */
export const cn = clsx;
