"""The jobs of benchmarks/peers by LangChain (Python) and other libraries of requirements.txt.

Arguments: the folder of shared data, a PDF of 200 pages, the file to write: a JSON object a line, {job, who, score, unit}.
"""
import json
import pathlib
import re
import sys
import time

UNITS = {"ns": 1e9, "ms": 1e3}


def best(work, rounds=5, at_least=0.5):
    """Seconds of one call: the best of some rounds, each at least so long."""
    times = 1
    while True:
        start = time.perf_counter()
        for _ in range(times):
            work()
        seconds = time.perf_counter() - start
        if seconds >= at_least:
            break
        times = max(times + 1, int(times * at_least / max(seconds, 1e-9)))
    results = [seconds / times]
    for _ in range(rounds - 1):
        start = time.perf_counter()
        for _ in range(times):
            work()
        results.append((time.perf_counter() - start) / times)
    return min(results)


def chain(told):
    from langchain_core.callbacks import BaseCallbackHandler
    from langchain_core.language_models.chat_models import BaseChatModel
    from langchain_core.messages import AIMessage
    from langchain_core.output_parsers import StrOutputParser
    from langchain_core.outputs import ChatGeneration, ChatResult
    from langchain_core.prompts import ChatPromptTemplate

    class Paris(BaseChatModel):
        @property
        def _llm_type(self):
            return "paris"

        def _generate(self, messages, stop=None, run_manager=None, **kwargs):
            return ChatResult(generations=[ChatGeneration(message=AIMessage(content=" Paris "))])

    steps = ChatPromptTemplate.from_messages([("user", "Answer in one word: {question}")]) | Paris() | StrOutputParser()
    steps = steps | (lambda text: text.strip()) | (lambda text: text.upper())
    asked = {"question": "What is the capital of France?"}
    assert steps.invoke(asked) == "PARIS"
    told("ChainPeers", "LangChain", best(lambda: steps.invoke(asked)), "ns")
    watched = {"callbacks": [BaseCallbackHandler()]}
    told("ChainPeersWatched", "LangChain", best(lambda: steps.invoke(asked, watched)), "ns")


def template(told):
    from langchain_core.prompts import PromptTemplate

    text = "".join(f"Line {i} has the value {{name{i}}}\n" for i in range(20))
    values = {f"name{i}": f"a value of {i}" for i in range(20)}
    prompt = PromptTemplate.from_template(text)
    told("TemplatePeers", "LangChain", best(lambda: prompt.format(**values)), "ns")


def parse(told):
    from langchain_core.output_parsers import JsonOutputParser, PydanticOutputParser
    from pydantic import BaseModel

    class Line(BaseModel):
        name: str
        count: int
        price: float

    class Order(BaseModel):
        customer: str
        lines: list[Line]

    lines = ", ".join(f'{{"name": "a filter of kind {i}", "count": {i}, "price": 99.5}}' for i in range(20))
    whole = f'{{"customer": "小王", "lines": [{lines}]}}'
    records = PydanticOutputParser(pydantic_object=Order)
    told("JsonPeers", "LangChain", best(lambda: records.parse(whole)), "ns")
    cut = f'Here it is:\n```json\n{{"customer": "小王", "lines": [{lines}]\n```'
    told("JsonPeersBroken", "LangChain", best(lambda: JsonOutputParser().parse(cut)), "ns")


def split(told, plays):
    """The plays as they are, and as one line."""
    from langchain_text_splitters import RecursiveCharacterTextSplitter, TokenTextSplitter

    characters = RecursiveCharacterTextSplitter(chunk_size=1000, chunk_overlap=200)
    told("SplitPeersCharacters", "LangChain", best(lambda: characters.split_text(plays)), "ms")
    line = plays.replace("\n", " ")
    told("SplitPeersLine", "LangChain", best(lambda: characters.split_text(line)), "ms")
    try:
        tokens = TokenTextSplitter(model_name="gpt-4o", chunk_size=200, chunk_overlap=20)
    except Exception as e:  # tiktoken fetches its ranks from the web
        print(f"no token splitting: {type(e).__name__}", file=sys.stderr)
        return
    told("SplitPeersTokens", "LangChain", best(lambda: tokens.split_text(plays)), "ms")


def pdf(told, file):
    from langchain_text_splitters import RecursiveCharacterTextSplitter
    from pypdf import PdfReader

    splitter = RecursiveCharacterTextSplitter(chunk_size=1000, chunk_overlap=200)

    def work():
        with open(file, "rb") as stream:
            for page in PdfReader(stream).pages:
                splitter.split_text(page.extract_text())

    told("PdfPeers", "LangChain", best(work, rounds=3), "ms")


def quality(told, folder):
    from math import log2

    from rank_bm25 import BM25Okapi

    for name in ("cranfield", "xquad-en"):
        if not (folder / name).is_dir():
            continue
        read = lambda file: [json.loads(line) for line in (folder / name / file).read_text().splitlines()]
        documents, questions = read("corpus.jsonl"), read("queries.jsonl")
        words = lambda text: re.findall(r"\w+", text.lower())
        index = BM25Okapi([words(f"{d.get('title', '')} {d['text']}") for d in documents])
        grades = {}
        for line in (folder / name / "qrels.tsv").read_text().splitlines():
            question, document, grade = line.split("\t")
            grades.setdefault(question, {})[document] = float(grade)
        gains = []
        for question in questions:
            right = grades.get(str(question["id"]), {})
            scores = index.get_scores(words(question["text"]))
            ranked = sorted(range(len(documents)), key=lambda i: -scores[i])[:10]
            gained = sum(right.get(str(documents[d]["id"]), 0) / log2(i + 2) for i, d in enumerate(ranked))
            ideal = sum(g / log2(i + 2) for i, g in enumerate(sorted(right.values(), reverse=True)[:10]))
            gains.append(gained / ideal if ideal else 0)
        told("Quality " + name, "rank_bm25", sum(gains) / len(gains), "nDCG@10")


def main():
    shared, pages, written = map(pathlib.Path, sys.argv[1:4])
    with open(written, "w", encoding="utf-8") as out:

        def told(job, who, score, unit):
            out.write(json.dumps({"job": job, "who": who, "score": score * UNITS.get(unit, 1), "unit": unit}) + "\n")
            out.flush()

        chain(told)
        template(told)
        parse(told)
        split(told, (shared / "data/text/corpus_tinyshakespeare.txt").read_text(encoding="utf-8"))
        pdf(told, pages)
        quality(told, shared / "data/ir")


main()
