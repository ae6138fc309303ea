/* Types of the search engine, for the checker only: no page loads this file. */

export type Level = "skeleton" | "class" | "form";
export interface Term { text: string; form: string; class: string; skeleton: string; start: number; end: number }
export interface Analysis { analyse(text: string): Term[]; isStop(form: string): boolean }
export interface Clause { terms: Term[]; phrase: boolean; negative: boolean }
export interface Query { text: string; clauses: Clause[]; terms: Term[]; required: Term[] }
export interface Cursor { data: Uint8Array; at: number; end: number; number(): number; word(): string; more(): boolean }
/** Documents have global numbers, ascending. */
export interface FormPostings { form: string; docs: number[]; weights: number[] }
export type Family = Map<string, FormPostings[]>;
/** Skeleton -> one entry for each segment that has it. */
export type Families = Map<string, { segment: number; postings: Family; cursor: Cursor }[]>;
export interface Segment { name: string; docs: number; files: { [letter: string]: number }; heavy: string[]; dead: number[] }
export interface Manifest { format: number; rules: string; segments: Segment[] }
/** Content of rules-<hash>.js; lengths: number of words that each step of l0.js stands for. */
export interface Rules { analysis: any; lengths: number[] }
export interface Store { get(name: string, file?: string): Promise<any>; forget(name: string): void }
export interface Archive {
  store: Store; segments: Segment[]; bases: number[]; size: number; lengths: Int32Array; days: Int32Array; dead: Uint8Array;
  count: number; average: number; analysis: Analysis;
}
/** kind: empty | only-minus | unknown | phrase | partial | near | filtered | date | names, as in plugins/arsheef/search/match.py. */
export interface Note { kind: string; words: string[] }
export type Kind = "source" | "section" | "place" | "person" | "org" | "tag";
/** Which form of a word the hit has, and where. `form` is folded, as it stands in the index. */
export interface Reason { word: string; forms: { form: string; title: boolean; text: boolean }[] }
export interface Hit {
  id: string; url: string; title: string; date: string | null; source: string | null; section: string | null;
  lead: string | null; score: number; duplicate_of?: string | null; why?: Reason[];
  /** Required words, as typed, that the article lacks. */
  missing: string[];
}
/** Names of one kind are alternatives, kinds narrow each other. after <= date < before; ISO, as precise as wanted. */
export interface Filters {
  source?: string[]; section?: string[]; place?: string[]; person?: string[]; org?: string[]; tag?: string[];
  after?: string; before?: string;
}
/** facets: kinds to be counted (source and section where left out); older: how many further stretches of an archive of many
    segments are read. */
export interface SearchOptions {
  sort?: "relevance" | "newest" | "oldest"; limit?: number; offset?: number; filters?: Filters; facets?: Kind[]; older?: number;
}
/** count: hits where this name alone of its kind were chosen. more: whether further names have hits. */
export interface Facet { kind: Kind; values: { name: string; count: number; selected: boolean }[]; more: boolean }
/** Hits by time, of the whole result without its own date range; {after: from, before: to} selects a bar. */
export interface Histogram { unit: "day" | "month" | "year"; bars: { from: string; to: string; count: number }[]; undated: number }
/** total counts hits with all words (or all, where none has them all); listed counts those that can be paged through.
    kinds: what the archive has facets of. complete: whether the whole archive was read; if not, all that is newer than
    `since` was. */
export interface SearchResult {
  query: string; total: number; listed: number; partial: boolean; hits: Hit[]; notes: Note[]; words: { text: string; count: number }[];
  facets?: Facet[]; kinds?: Kind[]; histogram?: Histogram; complete?: boolean; since?: string | null;
}
export interface Engine {
  analysis: Analysis;
  search(text: string, options?: SearchOptions): Promise<SearchResult>;
  marks(text: string, query: string): [number, number][];
}
