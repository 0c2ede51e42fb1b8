export interface ComboboxOption {
  value: string;
  name?: string;
  /** Short words at the end of the row, such as "Default". */
  marks: string[];
}

export function findOption(options: ComboboxOption[], text: string): ComboboxOption | undefined {
  return options.find(({ value }) => value === text.trim());
}

/** What may be meant by a text still being typed: part of a value or of a name. */
export function suggest(options: ComboboxOption[], text: string): ComboboxOption[] {
  const typed = text.trim().toLowerCase();
  // With nothing typed, or a known value in full, a list would only cover what comes next.
  if (typed === '' || findOption(options, text)) return [];
  return options.filter(({ value, name = '' }) =>
    [value, name].some((part) => part.toLowerCase().includes(typed)),
  );
}
