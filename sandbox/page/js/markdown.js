import DOMPurify from "../vendor/dompurify.js";

// What Teams renders of Markdown in cards and bot messages: bold, italic, lists, links (no headings, tables, images, code, HTML).
const parser = globalThis.markdownit({ html: false, linkify: false, breaks: true })
  .disable(["heading", "lheading", "table", "image", "code", "fence", "blockquote", "hr", "reference", "html_block", "html_inline", "backticks"]);

export const markdown = text => DOMPurify.sanitize(parser.render(text), { ALLOWED_TAGS: ["p", "br", "strong", "em", "ul", "ol", "li", "a"], ALLOWED_ATTR: ["href", "start"] });
