import type { ViewNode } from '../../shared/viewNode';
import { patchNext, removeAfter } from './viewDom';

/** A long answer stands in groups: what comes at its end costs no more than at its beginning. */
const blocksInGroup = 30;

/** Where the next block of an answer goes. */
interface Place {
  /** The answer itself, or its last group. */
  parent: Element;
  /** The block before it there, if there is one. */
  last: ChildNode | null;
  /** How many there are before it there. */
  count: number;
}

/**
 * An answer that is still coming. A block stays where it was put: moved, it would lose the focus
 * and what is selected in it.
 */
export class GrowingAnswer {
  private settled: Place;

  constructor(private readonly content: Element) {
    const { lastChild, childElementCount } = content;
    this.settled = { parent: content, last: lastChild, count: childElementCount };
  }

  /** One of which the host drew the beginning; `tail` holds what may still change there. */
  static begun(content: Element, tail: Element): GrowingAnswer {
    tail.remove();
    const answer = new GrowingAnswer(content);
    content.append(...tail.childNodes);
    return answer;
  }

  draw(settled: readonly ViewNode[], tail: readonly ViewNode[]): void {
    for (const view of settled) this.settled = this.put(view, this.settled);
    let place = this.settled;
    for (const view of tail) place = this.put(view, place);
    removeAfter(place.parent, place.last);
    if (place.parent !== this.content) removeAfter(this.content, place.parent);
  }

  private put(view: ViewNode, { parent, last, count }: Place): Place {
    // A group begins with a paragraph: the space before it is then the same as within a group.
    if (count < blocksInGroup || !isParagraph(view)) {
      return { parent, last: patchNext(parent, last, view), count: count + 1 };
    }
    const group = groupAfter(parent === this.content ? last : parent);
    return { parent: group, last: patchNext(group, null, view), count: 1 };
  }
}

/** The one that stands there, or else a new one. */
function groupAfter(node: ChildNode | null): Element {
  const next = node?.nextSibling;
  if (next instanceof Element && next.matches('.blocks')) return next;
  const group = document.createElement('div');
  group.className = 'blocks';
  node?.after(group);
  return group;
}

function isParagraph(view: ViewNode): boolean {
  return typeof view !== 'string' && 'tag' in view && view.tag === 'p';
}
