import type { FindingCode } from '../../../shared/hugo/diagnostics.ts';
import type { Language } from '../../../shared/words/message.ts';

/** What a page that is not as the vault would make it is told by, beside the codes of diagnostics. */
export const staleRule = 'NOT-UP-TO-DATE';

type RuleTexts = Readonly<Record<FindingCode | typeof staleRule, string>>;

const english: RuleTexts = {
  'LINK-MISSING': 'A link leads to no note.',
  'LINK-HIDDEN': 'A link leads to a note that readers do not see.',
  'LINK-AMBIGUOUS': 'A link could mean more than one note.',
  'ANCHOR-MISSING': 'A link names a heading or block that is not there.',
  'ANCHOR-PINNED': 'The id of a heading is written out, because versions of Hugo do not agree on it.',
  'EMBED-CYCLE': 'A note embeds itself, or too many others one in another.',
  'EMBED-PRIVATE': 'What is embedded is not for readers.',
  'ATTACHMENT-MISSING': 'A file is not there, or too large to be published.',
  'URL-COLLISION': 'Two pages would have one address.',
  'NAME-HAZARD': 'Hugo makes no page of a file of this name.',
  'BLOG-EDITED': 'A page was edited in the blog.',
  CONFLICT: 'A page was changed in the blog and in the vault.',
  'DATE-INVALID': 'Hugo cannot read a date.',
  'FRONT-MATTER-INVALID': 'The front matter cannot be read.',
  'SHORTCODE-ESCAPED': 'Hugo would run a shortcode that stands in code.',
  'SHORTCODE-UNKNOWN': 'The site has no such shortcode.',
  'COMMENT-OPEN': 'A comment is not closed.',
  'MORE-IN-CODE': 'The summary of a post would end in code.',
  'RAW-HTML': 'HTML that the site leaves out, or that runs a script.',
  'IMAGE-PLACE': 'A picture says where it was taken.',
  'EMPHASIS-CJK': 'Bold text beside punctuation would show its asterisks.',
  SECRET: 'Something that looks like a secret, or is private, would be published.',
  'HUGO-BUILD': 'Hugo does not build the site as planned.',
  [staleRule]: 'A page is not as the vault would make it.',
};

const chinese: RuleTexts = {
  'LINK-MISSING': '链接没有目标。',
  'LINK-HIDDEN': '链接指向读者看不到的笔记。',
  'LINK-AMBIGUOUS': '链接可能指多篇笔记。',
  'ANCHOR-MISSING': '链接所指的标题或块不存在。',
  'ANCHOR-PINNED': '标题的 id 已固定，因为各版 Hugo 不一致。',
  'EMBED-CYCLE': '笔记嵌入了自身，或嵌套太深。',
  'EMBED-PRIVATE': '嵌入的内容不对读者公开。',
  'ATTACHMENT-MISSING': '文件不存在，或太大而不能发布。',
  'URL-COLLISION': '两个页面会有同一个地址。',
  'NAME-HAZARD': 'Hugo 不会把这样命名的文件做成页面。',
  'BLOG-EDITED': '页面在博客里改过。',
  CONFLICT: '页面在博客和笔记库里都改过。',
  'DATE-INVALID': 'Hugo 读不出这个日期。',
  'FRONT-MATTER-INVALID': '属性区无法读取。',
  'SHORTCODE-ESCAPED': 'Hugo 会执行代码里的短代码。',
  'SHORTCODE-UNKNOWN': '站点没有这个短代码。',
  'COMMENT-OPEN': '注释没有闭合。',
  'MORE-IN-CODE': '摘要会在代码中截断。',
  'RAW-HTML': '站点不输出的 HTML，或含脚本的文件。',
  'IMAGE-PLACE': '图片里记着拍摄地点。',
  'EMPHASIS-CJK': '粗体挨着标点，会露出星号。',
  SECRET: '像密钥的内容或私密内容会被公开。',
  'HUGO-BUILD': 'Hugo 不能照计划构建站点。',
  [staleRule]: '页面与笔记库不一致。',
};

/** What each rule is about, in one sentence of each language. */
export const ruleTexts: Readonly<Record<Language, RuleTexts>> = { en: english, 'zh-CN': chinese };
