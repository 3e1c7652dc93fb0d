/** The page's whole style: light and dark, readable at 375 px. */
export const PAGE_STYLE = `
:root{--ink:#1b1f24;--soft:#57606a;--paper:#fff;--line:#d0d7de;--radio:#0f6cbd;--zone:#1a7f37;--step:#9a6700;--other:#6e5494;--focus:#bf3989}
@media(prefers-color-scheme:dark){:root{--ink:#e6edf3;--soft:#9198a1;--paper:#0d1117;--line:#30363d;--radio:#58a6ff;--zone:#56d364;--step:#e3b341;--other:#bc8cff;--focus:#ff7bcb}}
*{box-sizing:border-box}
body{margin:0 auto;max-width:1100px;padding:1rem;font:16px/1.5 system-ui,sans-serif;color:var(--ink);background:var(--paper)}
h1{margin:.2rem 0;font-size:1.7rem;line-height:1.2}h2{margin:2.2rem 0 .2rem;font-size:1.25rem}p{margin:.2rem 0 .8rem;color:var(--soft);max-width:70ch}
a{color:var(--radio)}nav a{display:inline-block;padding:.35rem .6rem .35rem 0}
.skip{position:absolute;left:-999px}.skip:focus{left:1rem;background:var(--paper);padding:.5rem}
:focus-visible{outline:3px solid var(--focus);outline-offset:2px}
.figures{display:grid;grid-template-columns:repeat(auto-fit,minmax(100px,1fr));gap:.6rem;margin:1rem 0}
.figure{border-top:3px solid var(--line);padding-top:.3rem}.figure dd{margin:0;font-size:1.4rem;font-variant-numeric:tabular-nums}.figure dt{color:var(--soft);font-size:.85rem}
.scroll{overflow-x:auto;max-width:100%}
svg{font:12px system-ui,sans-serif;fill:var(--ink)}svg text.axis,svg text.peer{fill:var(--soft)}
.grid,.rule{stroke:var(--line)}.span path{fill-opacity:.45}.span line{stroke-width:2}
.radio path{fill:var(--radio)}.radio line{stroke:var(--radio)}.zone path{fill:var(--zone)}.span.zone line{stroke:var(--zone)}.other path{fill:var(--other)}.other line{stroke:var(--other)}
.span:focus path{fill-opacity:.9}.ticks{stroke:var(--step);fill:none}
.key{padding:0 .5rem;border-left:.8rem solid}.key.radio{border-color:var(--radio)}.key.zone{border-color:var(--zone)}.key.other{border-color:var(--other)}
.detail{min-height:3em}
#map{width:100%;height:auto;max-height:80vh;border:1px solid var(--line)}
#map .zone rect,#map .zone ellipse{fill:var(--zone);fill-opacity:.12;stroke:var(--zone)}#map .zone text{text-anchor:middle}
.walk polyline{fill:none;stroke-opacity:.45;stroke-width:1.5}.walk .dots{fill:none;stroke-linecap:round;stroke-width:3.5}
.w0{--c:var(--radio)}.w1{--c:var(--focus)}.w2{--c:var(--step)}.w3{--c:var(--other)}.walk polyline,.walk .dots{stroke:var(--c)}
.legend{border:0;padding:0;margin:.3rem 0}.legend legend{color:var(--soft);font-size:.85rem}.legend label{display:inline-block;border-left:.8rem solid var(--c);padding:.2rem .8rem .2rem .4rem}
.level line{stroke:var(--soft)}.level .before{fill:var(--paper);stroke:var(--soft);stroke-width:2}.level.radio .after{fill:var(--radio)}.level.zone .after{fill:var(--zone)}.level.step .after{fill:var(--step)}.level.other .after{fill:var(--other)}
table{border-collapse:collapse;width:100%;margin:.4rem 0 1rem;font-size:.92rem}caption{text-align:left;color:var(--soft);font-size:.85rem;padding-bottom:.2rem}
th,td{text-align:left;vertical-align:top;padding:.35rem .6rem .35rem 0;border-bottom:1px solid var(--line)}td.n{text-align:right;font-variant-numeric:tabular-nums}
@media(max-width:480px){body{padding:.7rem}h1{font-size:1.35rem}}
@media(prefers-reduced-motion:no-preference){html{scroll-behavior:smooth}}
`.trim();
