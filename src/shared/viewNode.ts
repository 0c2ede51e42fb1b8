/**
 * A piece of a page as data: the host prints it as markup for the first paint, a page as nodes
 * for what comes later. It is the host's own; what others wrote stands in it as text alone.
 */
export type ViewNode = string | ViewElement | ViewIcon;

export interface ViewElement {
  tag: string;
  attributes?: Record<string, string>;
  children?: ViewNode[];
}

/** One of the icons that the page brings along. */
export interface ViewIcon {
  icon: string;
}
