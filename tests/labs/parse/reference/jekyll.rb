# Renders posts as Jekyll does: front matter, Liquid, kramdown with GitHub's extensions. Prints their HTML as a JSON array.
# Usage: ruby jekyll.rb POST…
require 'cgi'
require 'date'
require 'json'
require 'yaml'
require 'kramdown'
require 'kramdown-parser-gfm'
require 'liquid'

FRONT_MATTER = /\A---[ \t]*\n(.*?\n?)^(?:---|\.\.\.)[ \t]*$\n?/m

# What Jekyll sets where a site says nothing; no highlighter, whose markup is no structure.
OPTIONS = { input: 'GFM', hard_wrap: false, auto_ids: true, syntax_highlighter: nil }.freeze

# Jekyll's own filters that the corpus uses.
module Filters
  def relative_url(url) = url
  def absolute_url(url) = url
  def jsonify(value) = value.to_json
  def xml_escape(text) = CGI.escapeHTML(text.to_s)
  def cgi_escape(text) = CGI.escape(text.to_s)
  def uri_escape(text) = text.to_s.gsub(/[^A-Za-z0-9\-._~:\/?#\[\]@!$&'()*+,;=%]/) { |c| c.bytes.map { |b| format('%%%02X', b) }.join }
  def slugify(text) = text.to_s.downcase.gsub(/[^[:alnum:]]+/, '-').gsub(/\A-|-\z/, '')
  def number_of_words(text) = text.to_s.split.size
  def normalize_whitespace(text) = text.to_s.split.join(' ')
  def date_to_string(date) = Date.parse(date.to_s).strftime('%d %b %Y')
  def date_to_long_string(date) = Date.parse(date.to_s).strftime('%d %B %Y')
  def smartify(text) = markdownify(text).sub(/\A<p>/, '').sub(%r{</p>\n*\z}, '')
  def markdownify(text) = Kramdown::Document.new(text.to_s, OPTIONS).to_html

  def array_to_sentence_string(array, connector = 'and')
    return array.map(&:to_s).join(" #{connector} ") if array.size < 3

    "#{array[0..-2].join(', ')}, #{connector} #{array.last}"
  end
end

# A listing, without its colours.
class Highlight < Liquid::Block
  def initialize(tag_name, markup, tokens)
    super
    @language = markup.strip.split.first
  end

  def render(context)
    code = super.to_s.gsub(/\A\n+|\n+\z/, '')
    "<pre data-fenced=\"\"><code class=\"language-#{@language}\">#{CGI.escapeHTML(code)}</code></pre>"
  end
end

Liquid::Template.register_tag('highlight', Highlight)

def data_of(yaml)
  data = YAML.safe_load(yaml, permitted_classes: [Date, Time])
  data.is_a?(Hash) ? data : {}
rescue Psych::Exception
  {}
end

def mark_fences(element)
  element.attr['data-fenced'] = '' if element.type == :codeblock && element.options[:fenced]
  element.children.each { |child| mark_fences(child) }
end

def render(source)
  source = source.gsub("\r\n", "\n")
  front = FRONT_MATTER.match(source)
  page = front ? data_of(front[1]) : {}
  body = front ? front.post_match : source
  text = Liquid::Template.parse(body).render({ 'page' => page, 'site' => { 'baseurl' => '' } }, filters: [Filters])
  document = Kramdown::Document.new(text, OPTIONS)
  mark_fences(document.root)
  document.to_html
end

puts JSON.generate(ARGV.map { |path| render(File.read(path, encoding: 'UTF-8')) })
