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
export interface Segment { name: string; docs: number; shards: number; heavy: string[]; dead: number[] }
export interface Manifest { format: number; rules: string; segments: Segment[] }
/** Content of rules-<hash>.js; lengths: number of words that each step of l.js stands for. */
export interface Rules { analysis: any; lengths: number[] }
export interface Store { get(name: string, file?: string): Promise<any>; forget(name: string): void }
export interface Archive {
  store: Store; segments: Segment[]; bases: number[]; size: number; lengths: Int32Array; days: Int32Array; dead: Uint8Array;
  count: number; average: number; analysis: Analysis;
}
/** kind: empty | only-minus | unknown | phrase | partial | near, as in plugins/arsheef/search/query.py. */
export interface Note { kind: string; words: string[] }
export interface Hit {
  id: string; url: string; title: string; date: string | null; source: string | null; section: string | null;
  lead: string | null; score: number;
}
export interface SearchOptions { sort?: "relevance" | "newest" | "oldest"; limit?: number; offset?: number }
/** total counts hits with all words (or all, where none has them all); listed counts those that can be paged through. */
export interface SearchResult {
  query: string; total: number; listed: number; partial: boolean; hits: Hit[]; notes: Note[]; words: { text: string; count: number }[];
}
export interface Engine {
  analysis: Analysis;
  search(text: string, options?: SearchOptions): Promise<SearchResult>;
  marks(text: string, query: string): [number, number][];
}
