import { createContext } from 'react';
import type { ReactNode } from 'react';

/** The fields of the form around, by name, so that its summary can call them by their labels. */
export const FieldNames = createContext<Map<string, ReactNode> | null>(null);
