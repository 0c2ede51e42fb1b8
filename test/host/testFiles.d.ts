/** Stands for every *.test.ts in this folder; the bundler knows how. */
declare module 'test-files';
