/** What other programs put on the clipboard, and what of it belongs into a note. */
export const copied: { name: string; html: string; text?: string; markdown: string }[] = [
  {
    name: 'a page: headings, emphasis, lists, a quote, a rule',
    html: `<h2>标题 <a class="anchor" href="#a"><svg></svg></a></h2><p>一<strong>二</strong><em>三</em><del>四</del>
      <code>ls -a</code></p><ul><li>甲<ol><li>乙</li><li>丙</li></ol></li><li>丁</li></ul>
      <blockquote><p>引</p></blockquote><hr><p>尾<a href="https://a.b/c">链接</a></p>`,
    markdown:
      '## 标题\n\n一**二***三*~~四~~ `ls -a`\n\n- 甲\n  1. 乙\n  2. 丙\n- 丁\n\n> 引\n\n---\n\n尾[链接](https://a.b/c)',
  },
  {
    name: 'a page of Windows, with what is around the copied part',
    html: '<html><body><p>外</p><!--StartFragment--><b>内</b><!--EndFragment--></body></html>',
    markdown: '**内**',
  },
  {
    name: 'code of GitHub',
    html: '<div class="highlight highlight-source-shell"><pre><span class="pl-c1">cd</span> /tmp\nls</pre></div><p>字</p>',
    markdown: '```bash\ncd /tmp\nls\n```\n\n字',
  },
  {
    name: 'code of a page of documentation',
    html: '<p>例</p><pre><code class="language-go">func main() {\n\tprintln("`")\n}\n</code></pre>',
    markdown: '例\n\n```go\nfunc main() {\n\tprintln("`")\n}\n```',
  },
  {
    name: 'tasks and a table of GitHub',
    html: `<ul class="contains-task-list"><li><input type="checkbox" checked> 完</li><li><input type="checkbox"> 未</li></ul>
      <p>表：</p><table><thead><tr><th>a</th><th align="right">b</th></tr></thead><tbody><tr><td>1|2</td><td><code>x</code></td></tr></tbody></table>`,
    markdown: '- [x] 完\n- [ ] 未\n\n表：\n\n| a   | b   |\n| --- | ---: |\n| 1\\|2 | `x` |',
  },
  {
    name: 'one cell of a spreadsheet',
    html: '<html><body><!--StartFragment--><table border=0><tr height=20><td>正常</td></tr></table><!--EndFragment--></body></html>',
    markdown: '正常',
  },
  {
    name: 'a table with lists, code and headings in its cells',
    html: '<table><tr><td>a</td><td>b</td></tr><tr><td>说：<ul><li>一</li><li><b>二</b></li></ul></td><td><pre>ls\nps</pre></td></tr><tr><td><h3>题</h3>文</td><td><blockquote><p>引</p></blockquote></td></tr></table>',
    markdown:
      '| a   | b   |\n| --- | --- |\n| 说：<br>• 一<br>• **二** | `ls`<br>`ps` |\n| **题**<br>文 | 引   |',
  },
  {
    name: 'tables in a table',
    html: '<table><tr><td>左</td><td><table><tr><th>a</th><th>b</th></tr><tr><td>1</td><td>2</td></tr></table></td></tr></table>',
    markdown: '左\n\n| a   | b   |\n| --- | --- |\n| 1   | 2   |',
  },
  {
    name: 'an article of WeChat',
    html: `<section><section><span leaf="">我们在</span><strong><span leaf="">集群，</span></strong><span leaf="">里部署&nbsp;</span></section>
      <p><span leaf=""><br></span></p><section><img data-src="https://mmbiz.qpic.cn/a.png" src="data:image/gif;base64,xx"></section>
      <pre class="code-snippet__js"><code><span leaf="">a = 1</span></code><code><span leaf="">b = 2</span></code></pre></section>`,
    markdown: '我们在**集群**，里部署\n\n![](https://mmbiz.qpic.cn/a.png)\n\n```\na = 1\nb = 2\n```',
  },
  {
    name: 'a document of Google',
    html: `<meta charset="utf-8"><b style="font-weight:normal;" id="docs-internal-guid-1"><p><span style="font-weight:400">平</span><span
      style="font-weight:700">粗</span><span style="font-style:italic">斜</span></p><ul><li><p>一</p></li><ul><li><p>二</p></li></ul></ul></b>`,
    markdown: '平**粗***斜*\n\n- 一\n  - 二',
  },
  {
    name: 'a document of Word',
    html: `<p class=MsoNormal>正文<o:p></o:p></p>
      <p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><![if !supportLists]><span style='mso-list:Ignore'>·<span>&nbsp; </span></span><![endif]>一</p>
      <p class=MsoListParagraph style='mso-list:l0 level2 lfo1'><span style='mso-list:Ignore'>1.<span>&nbsp;</span></span>二</p>
      <p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><span style='mso-list:Ignore'>·</span>三</p><p class=MsoNormal>尾</p>`,
    markdown: '正文\n\n- 一\n  1. 二\n- 三\n\n尾',
  },
  {
    name: 'Chinese with broken lines, invisible characters and marks beside punctuation',
    html: '<p>第一行\n第二行\u200b，<b>注意：</b>请看\nOVN 文档<b>（旧）</b>吧</p>',
    markdown: '第一行第二行，**注意**：请看 OVN 文档（**旧**）吧',
  },
  {
    name: 'keys, and what stands above or below the line, for which Markdown has no marks',
    html: '<p>按 <kbd>Ctrl</kbd>+<kbd>C</kbd>，H<sub>2</sub>O 与 x<sup>2</sup><sup> </sup></p>',
    markdown: '按 <kbd>Ctrl</kbd>+<kbd>C</kbd>，H<sub>2</sub>O 与 x<sup>2</sup>',
  },
  {
    name: 'a text that would be Markdown',
    html: '<p><b>x</b> *a* foo_bar [1] &lt;b&gt; [[y]] $1 和 2$ &amp;amp;</p><p># 非标题</p><p>1. 非列表</p>',
    markdown: '**x** \\*a\\* foo_bar [1] \\<b> \\[\\[y]] \\$1 和 2$ \\&amp;\n\n\\# 非标题\n\n1\\. 非列表',
  },
  {
    name: 'a formula of KaTeX',
    html: '<p>设<span class="katex"><math><semantics><mi>x</mi><annotation encoding="application/x-tex">x_1^2</annotation></semantics></math><span aria-hidden="true">x</span></span>为<b>解</b></p>',
    markdown: '设$x_1^2$为**解**',
  },
  {
    name: 'a link of a browser is what it leads to, and one that leads nowhere its text',
    html: '<a href="https://a.b/">站</a>与<a href="#x">段</a>、<a href="/rel">页</a>',
    markdown: '[站](https://a.b/)与段、页',
  },
  {
    name: 'an address alone stays one',
    html: '<a href="https://a.b/">站</a>',
    text: 'https://a.b/',
    markdown: 'https://a.b/',
  },
];
