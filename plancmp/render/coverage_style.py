"""The look of the coverage page. Each class has a line of its own below the figure, so that print without colour tells them apart."""

STYLE = """\
:root { color-scheme: light; --encoded: #c9ecd0; --quote: #dce9f8; --rule: #e6e6e6; --aside: #fbe8b8; --open: #ffb3ad; }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 64rem; padding: 1rem; color: #1a1a1a; background: #fff;
  font: 16px/1.7 system-ui, "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif; }
h1 { font-size: 1.5rem; } h2 { font-size: 1.2rem; margin-top: 3rem; } h3 { font-size: 1rem; } small { font-weight: normal; color: #555; }
table { border-collapse: collapse; width: 100%; font-size: .875rem; }
th, td { text-align: left; vertical-align: top; padding: .25rem .5rem; border-bottom: 1px solid #ddd; }
thead th { border-bottom: 2px solid #999; }
.summary td { text-align: right; white-space: nowrap; font-variant-numeric: tabular-nums; }
.bar { display: inline-flex; width: 8rem; height: .75rem; margin-right: .5rem; vertical-align: middle; border: 1px solid #999; }
.bar i { display: block; }
.legend { list-style: none; padding: .5rem 1rem; margin: 1rem 0; background: #fafafa; border: 1px solid #ddd; font-size: .875rem; }
.f { padding: 0 .1em; color: inherit; text-decoration: none; border-bottom: 2px solid transparent; }
.encoded { background: var(--encoded); } .f.encoded { border-bottom: 2px solid #1b7a35; font-weight: 600; }
.quote { background: var(--quote); } .f.quote { border-bottom: 2px solid #7fa7d6; }
.rule { background: var(--rule); } .f.rule { border-bottom: 2px dotted #777; }
.aside { background: var(--aside); } .f.aside { border-bottom: 2px dashed #9a6a00; }
.open { background: var(--open); } .f.open { border-bottom: 4px double #b00020; font-weight: 600; }
.q { background: #e8f5eb; }
a.f:hover, a.f:focus, .f:target, tr:target { outline: 2px solid #0b57d0; }
.text p { position: relative; margin: 0; padding-left: 3.5rem; overflow-wrap: anywhere; }
.n { position: absolute; left: 0; width: 3rem; text-align: right; color: #767676; font-size: .75rem; user-select: none; }
.entries td { overflow-wrap: anywhere; } .entries code { font-size: .75rem; }
.source { color: #555; font-size: .875rem; }
@media print { body { max-width: none; padding: 0; font-size: 10pt; } tr { break-inside: avoid; } h2, h3 { break-after: avoid; }
  .f, .q, .bar i, .legend { -webkit-print-color-adjust: exact; print-color-adjust: exact; } }
@media (max-width: 40rem) { .bar { display: none; } .entries thead { display: none; } .entries td { display: block; border: 0; padding: 0 .5rem; }
  .entries tr { display: block; border-bottom: 1px solid #ddd; } .summary { display: block; overflow-x: auto; } .text p { padding-left: 2.5rem; } .n { width: 2rem; } }
"""
