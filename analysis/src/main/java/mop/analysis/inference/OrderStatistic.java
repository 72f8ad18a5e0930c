package mop.analysis.inference;

/** The k-th smallest of some values, without sorting them all (C. A. R. Hoare, CACM 4, 1961). */
final class OrderStatistic {
  private OrderStatistic() {}

  /**
   * @param values are put into another order
   * @param k from 1 to the number of values
   */
  static double select(double[] values, int k) {
    int target = k - 1;
    int low = 0;
    int high = values.length - 1;
    while (low < high) {
      double pivot = values[(low + high) >>> 1];
      int i = low;
      int j = high;
      while (i <= j) {
        while (values[i] < pivot) {
          i++;
        }
        while (values[j] > pivot) {
          j--;
        }
        if (i <= j) {
          double swapped = values[i];
          values[i++] = values[j];
          values[j--] = swapped;
        }
      }
      if (target > j && target < i) {
        return values[target];
      }
      if (target <= j) {
        high = j;
      } else {
        low = i;
      }
    }
    return values[target];
  }
}
