// `{% highlight bash %}…{% endhighlight %}`: a listing, as a fence of its language.
import { type Context, type Emitter, type Liquid, type Parser, Tag, TokenKind } from 'liquidjs';
import type { TagToken, Template, TopLevelToken } from 'liquidjs';

export class Highlight extends Tag {
  private readonly language: string;
  private readonly templates: Template[] = [];

  constructor(token: TagToken, rest: TopLevelToken[], liquid: Liquid, parser: Parser) {
    super(token, rest, liquid);
    this.language = /^[\w+#.-]+/.exec(token.args.trim())?.[0] ?? '';
    for (let next = rest.shift(); next; next = rest.shift()) {
      if (next.kind === TokenKind.Tag && (next as TagToken).name === 'endhighlight') return;
      this.templates.push(parser.parseToken(next, rest));
    }
    throw new Error('tag "highlight" not closed');
  }

  *render(context: Context, emitter: Emitter): Generator<unknown, void, string> {
    emitter.write(fenced(this.language, yield this.liquid.renderer.renderTemplates(this.templates, context)));
  }
}

/** As many lines as the tag has, so that each line stays where it is. */
function fenced(language: string, code: string): string {
  const longest = Math.max(2, ...(code.match(/`+/g) ?? []).map((run) => run.length));
  const mark = '`'.repeat(longest + 1);
  const begin = code.startsWith('\n') ? '' : '\n';
  const end = /\n[ \t]*$/.test(code) ? '' : '\n';
  return `${mark}${language}${begin}${code}${end}${mark}`;
}
