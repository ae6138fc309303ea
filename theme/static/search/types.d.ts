/* Types of the search engine, for the checker only: no page loads this file. */

export type Level = "skeleton" | "class" | "own" | "form";
/** own: the class, where a broken plural is one of its own. */
export interface Term { text: string; form: string; class: string; own: string; skeleton: string; start: number; end: number }
export interface Analysis { analyse(text: string): Term[]; synonyms(key: string): Term[]; fold(word: string): string; isStop(form: string): boolean; bare(form: string): string; ownClass(form: string, key: string): string; alike(letters: string): boolean }
/** text: as typed, without its minus; field: title, a Kind, after or before; date: ISO date of after and before. */
export interface Clause {
  text: string; terms: Term[]; field: string | null; phrase: boolean; exact: boolean; negative: boolean; date: string | null;
}
/** What an article must have: as it is shown to the reader, and the alternatives. */
export interface Need { text: string; clauses: Clause[] }
/** groups: what was asked for, each group's clauses are alternatives; terms: what is scored; unread: dates that cannot be read. */
export interface Query {
  text: string; groups: Clause[][]; excluded: Clause[]; unread: string[]; needs: Need[]; narrowing: Clause[][]; phrases: Clause[]; terms: Term[];
  /** Class of a word that others may stand for -> the word, and those. */
  synonyms: Map<string, Term[]>;
}
export interface Parser { parse(text: string): Query; when(text: string): string | null }
/** docs: hits; near: others, with some of the words only; sets: documents of each need; without(kind): the hits without the
    filter of a kind ("date" for the range). */
export interface Matched {
  docs: Set<number>; near(): Set<number>; notes: Note[]; sets: Set<number>[]; without(kind: string): Set<number>;
}
export interface Matcher {
  weights(level: Level, key: string, alone?: boolean): { docs: number[]; weights: number[] };
  unknown(): string[];
  matches(filters: Filters): Matched;
}
/** Front-coded words; the n-th of `letters` is written as the n-th of a-zA-Z. */
export interface Packed { letters: string; words: string }
export interface Cursor { data: Uint8Array; at: number; end: number; number(): number; word(): string; more(): boolean }
/** Documents have global numbers, ascending. */
export interface FormPostings { form: string; docs: number[]; weights: number[] }
export type Family = Map<string, FormPostings[]>;
export interface Weighted { docs: ArrayLike<number>; weights: ArrayLike<number> }
/** Skeleton -> one entry for each segment that has it: with lists, as search/lists.js reads them, or with all forms. */
export type Families = Map<string, { segment: number; postings: Family; cursor: Cursor; lists?: Map<string, Weighted> }[]>;
export interface Segment { name: string; docs: number; files: { [letter: string]: number }; heavy: string[]; groups: string[]; dead: number[];
  /** bytes of the files of `heavy`, mean bytes of a shard; ISO date of the newest document, "" where all are undated. */
  sizes: number[]; shard: number; last: string;
}
/** read: a search reads the newest segments until it has so many documents, then further ones for so many bytes of postings. */
export interface Row extends Omit<Segment, "heavy" | "groups"> { heavy: any; others: string; groups: string }
export interface Manifest { format: number; rules: string; segments: Row[]; read: { documents: number; bytes: number } }
/** Content of rules-<hash>.js; lengths: number of words that each step of l0.js stands for. */
export interface Rules { analysis: any; lengths: number[]; query: any; keyboard: any }
export interface Store { get(name: string, file?: string): Promise<any>; forget(name: string): void }
export interface Archive {
  store: Store; segments: Segment[]; bases: number[]; size: number; lengths: Int32Array; days: Int32Array; dead: Uint8Array;
  analysis: Analysis; parser: Parser; read: { documents: number; bytes: number }; steps: number[];
  /** Of each segment that was read: documents that are not deleted, and their words. */
  measured: { count: number; words: number }[];
  /** Field of the query language -> its names, apart by blanks, the Arabic one last. */
  fields: { [field: string]: string };
  /** Of keyboards, as search/keyboard.js reads them. */
  layouts: any;
}
/** kind: empty | only-minus | unknown | phrase | partial | near | filtered | date | names | spelling | synonym, as in plugins/arsheef/search/match.py. */
export interface Note { kind: string; words: string[] }
export type Kind = "source" | "section" | "place" | "person" | "org" | "tag";
/** Which form of a word the hit has, and where. `form` is folded, as it stands in the index. */
export interface Reason { word: string; forms: { form: string; title: boolean; text: boolean }[] }
export interface Hit {
  id: string; url: string; title: string; date: string | null; source: string | null; section: string | null;
  lead: string | null; score: number; duplicate_of: string | null;
  /** What was asked for, as typed, that the article lacks. */
  missing: string[];
  /** doc: number of the document in this generation of the archive; folded: how many copies of the same text this entry stands
      for, the first of them in `copies`. */
  doc: number; folded: number; copies: Hit[];
}
/** Names of one kind are alternatives, kinds narrow each other. after <= date < before; ISO, as precise as wanted. */
export interface Filters {
  source?: string[]; section?: string[]; place?: string[]; person?: string[]; org?: string[]; tag?: string[];
  after?: string; before?: string;
}
/** facets: kinds to be counted (source and section where left out); older: how many further stretches of an archive of many
    segments are read; fold: copies of one text are one hit. */
export interface SearchOptions {
  sort?: "relevance" | "newest" | "oldest"; limit?: number; offset?: number; filters?: Filters; facets?: Kind[]; older?: number;
  fold?: boolean;
}
/** count: hits where this name alone of its kind were chosen. more: whether further names have hits. */
export interface Facet { kind: Kind; values: { name: string; count: number; selected: boolean }[]; more: boolean }
/** Hits by time, of the whole result without its own date range; {after: from, before: to} selects a bar. */
export interface Histogram { unit: "day" | "month" | "year"; bars: { from: string; to: string; count: number }[]; undated: number }
/** read: the query as it was read, which differs from what was typed where a note of the kind "spelling" says so.
    total counts hits with all words (or all, where none has them all); listed counts those that can be paged through.
    docs: all documents that are listed, in order, copies not folded.
    kinds: what the archive has facets of. complete: whether the whole archive was read; if not, all that is newer than
    `since` was. */
export interface SearchResult {
  query: string; read: string; total: number; listed: number; partial: boolean; hits: Hit[]; notes: Note[]; words: { text: string; count: number }[];
  facets: Facet[]; kinds: Kind[]; count(kinds: Kind[]): Promise<{ facets: Facet[]; kinds: Kind[] }>; histogram: Histogram; complete: boolean; since: string | null; docs: number[];
}
/** kind: word, title or a kind of name; count: articles that have the name; url is set where an article itself is meant. */
export interface Suggestion { kind: string; text: string; count: number; query: string; url: string | null }
export interface Engine {
  analysis: Analysis; parser: Parser; archive: Archive;
  search(text: string, options?: SearchOptions): Promise<SearchResult>;
  /** Needs the bundle `suggest`. */
  suggest(typed: string): Promise<Suggestion[]>;
  /** Why a document is a hit; loads its text. */
  why(query: string, hit: { doc: number; title: string }): Promise<Reason[]>;
  marks(text: string, query: string): [number, number][];
}
/** The segments of a search, and what the score must know of all their documents. */
export interface Period { segments: number[]; count: number; average: number; since: string | null }
