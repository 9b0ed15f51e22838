"""The look of the page: GB/T 9704 on A4 when printed, a sheet of paper on a wide screen, plain text on a narrow one.

Printed: 22 lines a page, 28 characters a line (their spacing tightened from 16 pt to 442.2 / 28), page number outside.
"""

# A local 小标宋 is declared as the bold face of its own family, so that it is not thickened while a fallback is bold.
STYLE = """
@font-face{font-family:"drafter title";font-weight:700;src:local("方正小标宋简体"),local("FZXiaoBiaoSong-B05S"),\
local("方正小标宋_GBK"),local("FZXiaoBiaoSong-B05"),local("华文中宋"),local("STZhongsong")}
:root{--song:"宋体",SimSun,"Songti SC","Noto Serif CJK SC","Source Han Serif SC","方正书宋_GBK",serif;
--fang:"仿宋_GB2312","FangSong_GB2312","仿宋",FangSong,"方正仿宋_GBK","STFangsong","华文仿宋",var(--song);
--kai:"楷体_GB2312","KaiTi_GB2312","楷体",KaiTi,"方正楷体_GBK","STKaiti","华文楷体","Kaiti SC",var(--song);
--hei:"黑体",SimHei,"方正黑体_GBK","STHeiti","Heiti SC","Noto Sans CJK SC","Source Han Sans SC",sans-serif}
*{box-sizing:border-box}
html{-webkit-text-size-adjust:100%;text-size-adjust:100%}
body{margin:0;color:#000;background:#fff}
main{font:16pt/28.95pt var(--fang);text-align:justify;overflow-wrap:anywhere;line-break:strict}
p,h1,h2,h3,h4,h5,h6,figure{margin:0}
p,h2,h3,h4,h5,h6{text-indent:2em}
h2,h3,h4,h5,h6,b{font-size:1em;font-weight:400}
h1{font:700 1.375em/1.55 "drafter title","Noto Serif CJK SC","Source Han Serif SC",var(--song);\
text-align:center;text-wrap:balance}
h2,section[data-level="1"]>p:first-child>b{font-family:var(--hei)}
h3,section[data-level="2"]>p:first-child>b{font-family:var(--kai)}
[data-role=byline],[data-role=date]{font-family:var(--kai);text-align:center;text-indent:0;text-wrap:balance}
h1+[data-role=byline],h1+[data-role=date]{margin-top:.4em}
h1+[data-role=salutation],h1+section,h1+p:not([data-role]),[data-role=byline]+[data-role=salutation],\
[data-role=byline]+section,[data-role=byline]+p:not([data-role]),[data-role=date]+:not([data-role=date])\
{margin-top:1.81em}
[data-role=salutation]{text-indent:0}
:not([data-role=attachment])+[data-role=attachment]{margin-top:1.81em}
[data-role=attachment]+[data-role=attachment]{text-indent:5em}
.signature{width:fit-content;max-width:100%;margin:3.62em 4em 0 auto;text-align:center;break-inside:avoid}
.signature p{text-indent:0}
mark{color:inherit;background:#fff1a6;border-bottom:1px dashed #b58900;-webkit-box-decoration-break:clone;\
box-decoration-break:clone;-webkit-print-color-adjust:exact;print-color-adjust:exact}
.table{margin:.6em 0;padding-right:1px;overflow-x:auto}
table{width:100%;border-collapse:collapse;font-size:.875em;line-height:1.6;text-align:left}
td{padding:.25em .5em;border:1px solid #000;min-width:4em}
tr:first-child td{font-family:var(--hei);text-align:center}
figure{padding:.5em 0;text-align:center;break-inside:avoid}
img{max-width:100%;max-height:200mm}
figcaption{padding:1.5em 1em;border:1px dashed #999;color:#555;text-indent:0;font-size:.875em}
@media screen{
body{background:#e8e6e1}
main{width:210mm;max-width:100%;min-height:297mm;margin:28px auto;padding:37mm 26mm 35mm 28mm;background:#fff;\
box-shadow:0 1px 3px #0003,0 8px 28px #0001}
}
@media screen and (max-width:840px){
body{background:#fff}
main{width:auto;min-height:0;margin:0 auto;padding:28px max(18px,4vw) 64px;box-shadow:none;font-size:18px;\
line-height:1.85}
h1{font-size:1.3em}
h2,h3,b{font-weight:600}
h2{margin-top:.5em}
.signature{margin-right:1em}
}
@media print{
main{letter-spacing:-.205pt;orphans:1;widows:1}
p,h2,h3,h4,h5,h6{text-indent:calc(2em - .5pt)}
h2,h3,h4,h5,h6{break-after:avoid}
tr{break-inside:avoid}
.table{overflow:visible}
}
@page{size:A4;margin:37mm 26mm 35mm 28mm}
@page :right{@bottom-right{content:"— " counter(page) " —";font:14pt "宋体",SimSun,"Noto Serif CJK SC",serif;\
vertical-align:top;padding:7mm 14pt 0 0}}
@page :left{@bottom-left{content:"— " counter(page) " —";font:14pt "宋体",SimSun,"Noto Serif CJK SC",serif;\
vertical-align:top;padding:7mm 0 0 14pt}}
"""
