'use strict';
(function () {
  function cellValue(row, column) {
    var cell = row.children[column];
    var number = cell.getAttribute('data-v');
    return number === null ? cell.textContent.trim().toLowerCase() : parseFloat(number);
  }
  function compare(a, b) {
    if (typeof a !== typeof b) { return typeof a === 'number' ? -1 : 1; }
    return a === b ? 0 : a > b ? 1 : -1;
  }
  function sort(table, header, column) {
    var down = header.getAttribute('aria-sort') === 'ascending';
    Array.prototype.forEach.call(header.parentNode.children, function (h) { h.removeAttribute('aria-sort'); });
    header.setAttribute('aria-sort', down ? 'descending' : 'ascending');
    var body = table.tBodies[0];
    Array.prototype.map.call(body.rows, function (row, index) {
      return { row: row, index: index, value: cellValue(row, column) };
    }).sort(function (a, b) {
      return (down ? -1 : 1) * compare(a.value, b.value) || a.index - b.index;
    }).forEach(function (entry) { body.appendChild(entry.row); });
  }
  document.querySelectorAll('table.sortable').forEach(function (table) {
    table.querySelectorAll('thead th').forEach(function (header, column) {
      var button = document.createElement('button');
      button.type = 'button';
      while (header.firstChild) { button.appendChild(header.firstChild); }
      header.appendChild(button);
      button.addEventListener('click', function () { sort(table, header, column); });
    });
  });
  function select(node) {
    var range = document.createRange();
    range.selectNodeContents(node);
    var selection = window.getSelection();
    selection.removeAllRanges();
    selection.addRange(range);
  }
  var status = document.getElementById('status');
  document.querySelectorAll('.copyable').forEach(function (box) {
    var button = document.createElement('button');
    var code = box.querySelector('code');
    button.type = 'button';
    button.textContent = 'Copy';
    button.setAttribute('aria-label', 'Copy ' + box.getAttribute('data-what'));
    function done(worked) {
      button.textContent = worked ? 'Copied' : 'Selected: press Ctrl+C';
      status.textContent = button.textContent;
      setTimeout(function () { button.textContent = 'Copy'; status.textContent = ''; }, 2500);
    }
    button.addEventListener('click', function () {
      if (!navigator.clipboard) { select(code); done(document.execCommand('copy')); return; }
      navigator.clipboard.writeText(code.textContent).then(
        function () { done(true); }, function () { select(code); done(false); });
    });
    box.appendChild(button);
  });
  var opened = [];
  window.addEventListener('beforeprint', function () {
    document.querySelectorAll('details:not([open])').forEach(function (d) { opened.push(d); d.open = true; });
  });
  window.addEventListener('afterprint', function () {
    opened.forEach(function (d) { d.open = false; });
    opened = [];
  });
  function reveal() {
    var target = location.hash ? document.getElementById(location.hash.slice(1)) : null;
    if (target === null) { return; }
    if (target.tagName === 'DETAILS') { target.open = true; }
  }
  window.addEventListener('hashchange', reveal);
  reveal();
}());
