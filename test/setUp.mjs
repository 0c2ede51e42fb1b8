// First in every npm script that a newcomer may begin with.
import { setUp } from './support/setUp.mjs';

await setUp();
