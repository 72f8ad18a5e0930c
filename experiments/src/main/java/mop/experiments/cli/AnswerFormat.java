package mop.experiments.cli;

/** How an answer is written; spelled as typed. */
@SuppressWarnings("EnumNaming")
enum AnswerFormat {
  /** For people, at most 80 columns. */
  text,
  /** One JSON document and nothing else. */
  json
}
