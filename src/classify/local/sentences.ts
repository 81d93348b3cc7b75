import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { Category } from '../../domain/category.ts';
import { Language } from '../../domain/classification.ts';
import { FileProblems } from '../../lib/finding.ts';
import { inWords } from '../../lib/issues.ts';
import { readSource } from '../../lib/yaml-source.ts';
import type { Lesson } from './lesson.ts';

const FOLDER = fileURLToPath(new URL('../sentences', import.meta.url));

/** What people write about one category, by language. */
const Sentences = z.partialRecord(Language.exclude(['unknown']), z.array(z.string().min(3)).min(1));

/** A sentence written for this project, in the language it is written in. */
export interface Sentence extends Lesson {
  readonly language: Language;
}

/** Every shipped sentence, in the order of the categories. Throws `FileProblems`. */
export function shippedSentences(folder = FOLDER): readonly Sentence[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith('.yaml'))
    .sort()
    .flatMap((file) => sentencesIn(join(folder, file)));
}

function sentencesIn(file: string): Sentence[] {
  const source = readSource(basename(file), readFileSync(file, 'utf8'), { characters: 500_000, brackets: 5_000 });
  if (source === 'too large') throw new Error(`${file} is too large.`);
  if (!('value' in source)) throw new FileProblems(source);
  const { data, error } = Sentences.safeParse(source.value);
  if (!data) {
    const dialect = { keys: () => Language.options, page: 'CONTRIBUTING.md' };
    throw new FileProblems(inWords(error.issues, source.value, dialect).map(source.problem));
  }
  const category = Category.parse(basename(file, '.yaml').replaceAll('-', '_'));
  return Object.entries(data).flatMap(([language, sentences]) =>
    sentences.map((text) => ({ text, category, language: Language.parse(language) })),
  );
}
