package mop.stack.traces;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import mop.stack.store.ObjectStore;

/** Passes everything on; tests override what is to fail or to be watched. */
class WrappedStore implements ObjectStore {
  private final ObjectStore store;

  WrappedStore(ObjectStore store) {
    this.store = store;
  }

  @Override
  public void put(String key, InputStream content, long length) throws IOException {
    store.put(key, content, length);
  }

  @Override
  public byte[] get(String key) throws IOException {
    return store.get(key);
  }

  @Override
  public byte[] getRange(String key, long offset, int length) throws IOException {
    return store.getRange(key, offset, length);
  }

  @Override
  public List<String> list(String prefix) throws IOException {
    return store.list(prefix);
  }

  @Override
  public void delete(String key) throws IOException {
    store.delete(key);
  }

  @Override
  public Usage usage() {
    return store.usage();
  }
}
