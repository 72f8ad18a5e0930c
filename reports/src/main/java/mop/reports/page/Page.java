package mop.reports.page;

import java.util.List;
import mop.reports.markup.Markup;
import mop.reports.words.Findings;
import mop.reports.words.Headline;

/** The whole page: head, verdict, contents, sections and foot. */
public final class Page {

  private Page() {}

  /** The page as one self-contained HTML document. The same findings give the same text. */
  public static String of(Findings findings) {
    Markup out = new Markup();
    out.verbatim("<!DOCTYPE html>\n").open("html", "lang", "en").line();
    head(out, findings);
    out.open("body").line();
    out.leaf("a", "Skip to the details", "class", "skip", "href", "#main");
    out.open("div", "class", "page").line();
    Hero.write(out, findings);
    List<Section> sections = Section.all().stream().filter(s -> s.has(findings)).toList();
    contents(out, sections);
    out.open("main", "id", "main").line();
    sections.forEach(s -> section(out, s, findings));
    out.close("main").line();
    foot(out, findings);
    out.close("div");
    out.empty("p", "id", "status", "class", "skip", "role", "status");
    out.open("script").verbatim(Assets.SCRIPT).close("script").line();
    out.close("body").close("html").line();
    return out.finish();
  }

  private static void head(Markup out, Findings f) {
    Headline headline = Headline.of(f);
    String name = f.result().experiment().name();
    out.open("head").line();
    out.empty("meta", "charset", "utf-8").line();
    out.empty("meta", "name", "viewport", "content", "width=device-width, initial-scale=1").line();
    out.empty(
            "meta",
            "http-equiv",
            "Content-Security-Policy",
            "content",
            Assets.CONTENT_SECURITY_POLICY)
        .line();
    out.empty("meta", "name", "description", "content", headline.plain()).line();
    out.empty("link", "rel", "icon", "href", "data:,").line();
    out.leaf("title", headline.verb() + " " + headline.treatment() + " · " + name).line();
    out.open("style").verbatim(Assets.STYLE).close("style").line();
    out.close("head").line();
  }

  private static void contents(Markup out, List<Section> sections) {
    out.open("nav", "class", "contents", "aria-label", "Contents").open("ul").line();
    for (Section section : sections) {
      out.open("li").leaf("a", section.title(), "href", "#" + section.id()).close("li").line();
    }
    out.close("ul").close("nav").line();
  }

  private static void section(Markup out, Section section, Findings f) {
    String heading = section.id() + "-h";
    out.open("section", "id", section.id(), "aria-labelledby", heading).line();
    out.leaf("h2", section.title(), "id", heading).line();
    section.write(out, f);
    out.close("section").line();
  }

  private static void foot(Markup out, Findings f) {
    out.open("footer");
    out.leaf(
        "p",
        "MOP Workbench "
            + f.result().run().version()
            + " · "
            + f.result().schema()
            + " · this file loads nothing from any network");
    out.close("footer").line();
  }
}
