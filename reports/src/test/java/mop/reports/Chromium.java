package mop.reports;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The installed Chromium, headless, and all that a page said or asked for in it. */
final class Chromium implements AutoCloseable {

  static final Path EXECUTABLE = Path.of("/usr/bin/chromium");

  private static final Path FOLDER = Path.of("target", "browser");

  private final Playwright playwright;
  private final Browser browser;

  /** A page with what it wrote to the console and what it requested beyond itself. */
  record Opened(Page page, List<String> console, List<String> requests) {}

  Chromium() {
    Map<String, String> environment = new HashMap<>(System.getenv());
    environment.put("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1");
    playwright = Playwright.create(new Playwright.CreateOptions().setEnv(environment));
    browser =
        playwright
            .chromium()
            .launch(
                new BrowserType.LaunchOptions()
                    .setExecutablePath(EXECUTABLE)
                    .setArgs(
                        List.of(
                            "--no-sandbox",
                            "--disable-gpu",
                            "--disable-quic",
                            "--no-first-run",
                            "--disable-background-networking",
                            "--disable-component-update",
                            "--disable-sync")));
  }

  static boolean installed() {
    return Files.isExecutable(EXECUTABLE);
  }

  /** Opens {@code html} from a file, as a user would. */
  Opened open(String name, String html, int width, ColorScheme scheme) {
    Path file = write(name + ".html", html);
    Page page =
        browser.newPage(
            new Browser.NewPageOptions().setViewportSize(width, 900).setColorScheme(scheme));
    List<String> console = new ArrayList<>();
    List<String> requests = new ArrayList<>();
    String address = file.toUri().toString();
    page.onConsoleMessage(m -> console.add(m.type() + ": " + m.text()));
    page.onPageError(console::add);
    page.onRequest(r -> {
      if (!r.url().equals(address)) {
        requests.add(r.url());
      }
    });
    page.navigate(address);
    return new Opened(page, console, requests);
  }

  /** Keeps a picture of the whole page under {@code target/browser}. */
  static void picture(Page page, String name) {
    page.screenshot(
        new Page.ScreenshotOptions().setFullPage(true).setPath(FOLDER.resolve(name + ".png")));
  }

  private static Path write(String name, String text) {
    try {
      Files.createDirectories(FOLDER);
      return Files.writeString(FOLDER.resolve(name), text).toAbsolutePath();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    browser.close();
    playwright.close();
  }
}
