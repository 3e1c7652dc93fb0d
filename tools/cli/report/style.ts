/** The page's whole style: light and dark, readable at 375 px. */
export const PAGE_STYLE = `
:root{--ink:#1b1f24;--soft:#57606a;--paper:#f6f8fa;--card:#fff;--line:#d0d7de;--radio:#0f6cbd;--zone:#1a7f37;--step:#9a6700;--other:#6e5494;--z0:#1a7f37;--z1:#6e7781;--z2:#c2410c;--z3:#0e7490;--z4:#8250df;--z5:#9a6700;--focus:#bf3989;--bad:#cf222e}
@media(prefers-color-scheme:dark){:root{--ink:#e6edf3;--soft:#9198a1;--paper:#0d1117;--card:#151b23;--line:#30363d;--radio:#58a6ff;--zone:#56d364;--step:#e3b341;--other:#bc8cff;--z0:#56d364;--z1:#9198a1;--z2:#ff9b5e;--z3:#39c5cf;--z4:#bc8cff;--z5:#e3b341;--focus:#ff7bcb;--bad:#ff7b72}}
*{box-sizing:border-box}
body{margin:0 auto;max-width:1160px;padding:1.5rem 1rem 3rem;font:16px/1.55 system-ui,sans-serif;color:var(--ink);background:var(--paper)}
h1{margin:0 0 .3rem;font-size:2rem;line-height:1.15;letter-spacing:-.02em}h2{margin:0 0 .2rem;font-size:1.25rem;letter-spacing:-.01em}
p{margin:.2rem 0 .8rem;color:var(--soft);max-width:75ch}.brand{margin:0;color:var(--radio);font-weight:600;font-size:.85rem;letter-spacing:.08em;text-transform:uppercase}
section{margin:1.2rem 0;padding:1.1rem 1.2rem;background:var(--card);border:1px solid var(--line);border-radius:10px;min-width:0}
a{color:var(--radio)}nav{margin:.4rem 0 0}nav a{display:inline-block;padding:.45rem .9rem .45rem 0}main:focus{outline:none}
.skip{position:absolute;left:-999px}.skip:focus{left:1rem;background:var(--card);padding:.5rem}
:focus-visible{outline:3px solid var(--focus);outline-offset:2px}
.figures{display:grid;grid-template-columns:repeat(auto-fit,minmax(105px,1fr));gap:.7rem;margin:1.1rem 0}
.figure{display:flex;flex-direction:column-reverse;padding:.6rem .8rem;background:var(--card);border:1px solid var(--line);border-radius:10px}.figure dd{margin:0;font-size:1.5rem;font-weight:600;line-height:1.2;font-variant-numeric:tabular-nums}.figure dt{color:var(--soft);font-size:.82rem}
.scroll{overflow-x:auto;max-width:100%}
svg{font:12px system-ui,sans-serif;fill:var(--ink);display:block}svg text.axis{fill:var(--soft)}svg text.peer{font-weight:600}.span text{paint-order:stroke;stroke:var(--card);stroke-opacity:.75;stroke-width:2px}
.grid,.rule{stroke:var(--line)}.grid{stroke-dasharray:2 3}.span path{fill-opacity:.4;stroke-width:1;stroke-opacity:.9}.span line{stroke-width:2.5;stroke-opacity:.55}.span text{font-size:11px;pointer-events:none}
.radio path{fill:var(--radio);stroke:var(--radio)}.radio line{stroke:var(--radio)}.zone path{fill:var(--zone);stroke:var(--zone)}.span.zone line{stroke:var(--zone)}
.z0{--zone:var(--z0)}.z1{--zone:var(--z1)}.z2{--zone:var(--z2)}.z3{--zone:var(--z3)}.z4{--zone:var(--z4)}.z5{--zone:var(--z5)}
.other path{fill:var(--other)}.other line{stroke:var(--other)}
.span path.muffled{fill:var(--ink);stroke:none;fill-opacity:.35}.mix{fill:var(--focus)}.mix.snapshot{fill:var(--other)}
.air rect{fill:var(--radio);fill-opacity:.16}.air text{font-size:11px}
.span{cursor:pointer}.span:hover path,.span:focus path{fill-opacity:.8}.ticks{stroke:var(--step);stroke-width:2;fill:none}
.outage{fill:var(--bad);fill-opacity:.1}
.keys{display:inline-flex;flex-wrap:wrap;gap:.2rem .9rem}.key{padding-left:.4rem;border-left:.8rem solid}.key.radio{border-color:var(--radio)}.key.zone{border-color:var(--zone)}.key.step{border-color:var(--step)}.key.other{border-color:var(--other)}.key.duck{border-color:var(--focus)}.key.snapshot{border-color:var(--other)}.key.muffled{border-color:color-mix(in srgb,var(--ink) 45%,transparent)}.key.outage{border-color:color-mix(in srgb,var(--bad) 35%,transparent)}
.detail{min-height:1.6em;margin:.6rem 0 0}
#map{width:100%;height:auto}
.pair{display:grid;grid-template-columns:minmax(0,1fr) minmax(0,1fr);gap:0 1.2rem}.pair section{margin:0}.pair>div{display:grid;gap:1.2rem;align-content:start}@media(max-width:940px){.pair{display:block}.pair>section{margin:1.2rem 0}}
#map .ground rect{fill:var(--soft);fill-opacity:.16}#map .m-Grass rect{fill:#4c9a2a}#map .m-LeafyGrass rect{fill:#2f6b3a;fill-opacity:.28}#map .m-WoodPlanks rect{fill:#9c6b30;fill-opacity:.4}#map .m-Sand rect{fill:#d9b45b;fill-opacity:.4}#map .m-DiamondPlate rect{fill:#6b7c93;fill-opacity:.35}
#map .zone rect,#map .zone ellipse{fill:none;stroke:var(--zone);stroke-dasharray:5 3}#map .name{text-anchor:middle;font-size:13px;font-weight:600;fill:var(--zone);paint-order:stroke;stroke:var(--card);stroke-width:3px;stroke-linejoin:round}
.walk polyline{fill:none;stroke-opacity:.3;stroke-width:1}.walk .dots{fill:none;stroke-linecap:round;stroke-width:2.2;stroke-opacity:.75}
.w0{--c:var(--radio)}.w1{--c:var(--focus)}.w2{--c:var(--step)}.w3{--c:var(--other)}.walk polyline,.walk .dots{stroke:var(--c)}
.legend{border:0;padding:0;margin:.3rem 0 .7rem}.legend legend{color:var(--soft);font-size:.85rem}.legend label{display:inline-block;border-left:.8rem solid var(--c);padding:.25rem .9rem .25rem .45rem}.legend input{width:1.1rem;height:1.1rem;vertical-align:-.15rem}
.level line{stroke:var(--soft);stroke-opacity:.6}.level .before{fill:var(--card);stroke:var(--soft);stroke-width:2}.level.radio .after{fill:var(--radio)}.level.zone .after{fill:var(--zone)}.level.step .after{fill:var(--step)}.level.other .after{fill:var(--other)}
table{border-collapse:collapse;width:100%;margin:.4rem 0 1rem;font-size:.92rem}caption{text-align:left;color:var(--soft);font-size:.85rem;padding-bottom:.2rem}
th,td{text-align:left;vertical-align:top;padding:.45rem .9rem .45rem 0;border-bottom:1px solid var(--line)}th{font-size:.85rem}th.n,td.n{text-align:right;font-variant-numeric:tabular-nums}tbody tr:last-child td{border-bottom:0}td:first-child{white-space:nowrap}
#cache-table{max-width:32rem}#cache-table td:first-child,#request-table td:first-child{white-space:normal}
details{margin:.4rem 0}summary{cursor:pointer;padding:.3rem 0;font-weight:600}
@media(max-width:480px){body{padding:.9rem .6rem 2rem}h1{font-size:1.5rem}section{padding:.9rem .8rem}td:first-child{white-space:normal}}
@media(prefers-reduced-motion:no-preference){html{scroll-behavior:smooth}}
`.trim();
