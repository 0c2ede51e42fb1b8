/** What the bundler turns into something else: an icon becomes its text, a style sheet a file. */
declare module '*.svg' {
  const text: string;
  export default text;
}
declare module '*.css';
