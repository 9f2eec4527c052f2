"""Makes one Markdown table of what benchmarks/peers/run measured. Argument: the folder of its results."""
import json
import pathlib
import re
import sys

PEERS = ["Lian4J", "LangChain4j", "Spring AI", "openai-java", "LangChain", "rank_bm25"]
METHODS = {"lian4j": "Lian4J", "langChain4j": "LangChain4j", "springAi": "Spring AI", "openAiJava": "openai-java"}
JOBS = {
    "ChainPeers": "chain of 5 steps, nobody watches",
    "ChainPeersWatched": "chain of 5 steps, with a listener",
    "AgentPeers": "a step of an agent: reply and tool",
    "TemplatePeers": "template of 20 variables",
    "JsonPeers": "JSON of 20 lines into a record",
    "JsonPeersBroken": "broken JSON of 20 lines",
    "StreamPeers": "streamed reply, MB",
    "SplitPeersCharacters": "1.1 MB of plays in chunks of 1,000 characters",
    "SplitPeersLine": "the same as one line",
    "SplitPeersTokens": "1.1 MB of plays in chunks of 200 tokens",
    "PdfPeers": "PDF of 200 pages, read and split",
    "EmbedPeers": "texts of 400 characters, embedded",
    "SearchPeers": "exact search among 20,000 vectors",
    "EndToEndPeersIndex": "PDF of 100 pages to searchable",
    "EndToEndPeersQuestion": "question to passages",
    "cold start": "cold start: PDF to its best passage",
    "chat jars": "jars for chat with OpenAI",
    "chat size": "their size",
    "rag jars": "jars for offline RAG over PDF",
    "rag size": "their size, models included",
}
UNITS = {"ns/op": ("µs", 1e-3), "ns": ("µs", 1e-3), "ms/op": ("ms", 1), "ops/s": ("/s", 1)}
MORE_IS_BETTER = {"/s", "nDCG@10"}


def results(folder):
    """(job, who) to (score, unit) and to bytes a call."""
    scores, allocated = {}, {}
    for result in json.loads((folder / "jmh.json").read_text()):
        name, method = result["benchmark"].split(".")[-2:]
        who, variant = re.fullmatch("(lian4j|langChain4j|springAi|openAiJava)(.*)", method).groups()
        unit, factor = UNITS[result["primaryMetric"]["scoreUnit"]]
        key = name + variant, METHODS[who]
        scores[key] = result["primaryMetric"]["score"] * factor, unit
        allocated[key] = result["secondaryMetrics"]["gc.alloc.rate.norm"]["score"]
    for file in folder.glob("*.jsonl"):
        for line in file.read_text().splitlines():
            result = json.loads(line)
            unit, factor = UNITS.get(result["unit"], (result["unit"], 1))
            scores[result["job"], result["who"]] = result["score"] * factor, unit
    return scores, allocated


def number(value):
    return f"{value:,.0f}" if value >= 100 else f"{value:.3g}"


def cell(scores, job, who):
    if (job, who) not in scores:
        return "–"
    score, unit = scores[job, who]
    text = f"{number(score)} {unit}"
    if who == "Lian4J" or (job, "Lian4J") not in scores or unit == "nDCG@10":
        return text
    ours = scores[job, "Lian4J"][0]
    return f"{text} ({number(ours / score if unit in MORE_IS_BETTER else score / ours)})"


def main():
    scores, allocated = results(pathlib.Path(sys.argv[1]))
    jobs = [job for job in JOBS if any(job == each for each, _ in scores)]
    jobs += sorted({job for job, _ in scores} - set(JOBS))
    peers = [who for who in PEERS if any(who == each for _, each in scores)]
    print("| job | " + " | ".join(peers) + " |\n|" + " --- |" * (len(peers) + 1))
    for job in jobs:
        print("| " + " | ".join([JOBS.get(job, job)] + [cell(scores, job, who) for who in peers]) + " |")
    jvm = [who for who in peers if any(who == each for _, each in allocated)]
    print("\nBytes allocated in one call:\n\n| job | " + " | ".join(jvm) + " |\n|" + " --- |" * (len(jvm) + 1))
    for job in jobs:
        cells = [f"{allocated[job, who]:,.0f}" if (job, who) in allocated else "–" for who in jvm]
        if set(cells) != {"–"}:
            print("| " + " | ".join([JOBS[job]] + cells) + " |")


main()
