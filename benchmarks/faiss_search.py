"""Searches the vectors of benchmarks/vectors with FAISS on one thread: exact and HNSW.

Tells queries by seconds of the process's own time on a core. Arguments: the folder; make or search.
Needs numpy and faiss-cpu (pip install faiss-cpu).
"""
import sys
import time

import faiss
import numpy

K = 10
DIMENSION = 384
ROUNDS = 3


def best_seconds(work):
    """The least time of some rounds, after one to warm up; and the last result."""
    seconds = []
    for _ in range(ROUNDS + 1):
        start = time.process_time()
        result = work()
        seconds.append(time.process_time() - start)
    return min(seconds[1:]), result


def recall(right, found):
    return sum(len(set(a) & set(b)) for a, b in zip(right, found)) / right[: len(found)].size


def one_by_one(index, queries):
    return [index.search(query[None, :], K)[1][0] for query in queries]


def make(folder, base):
    index = faiss.IndexHNSWFlat(DIMENSION, 16, faiss.METRIC_INNER_PRODUCT)
    index.hnsw.efConstruction = 100
    start = time.process_time()
    index.add(base)
    print(f"FAISS HNSW: built in {time.process_time() - start:.1f} s")
    faiss.write_index(index, f"{folder}/hnsw.faiss")


def search(folder, base, queries):
    flat = faiss.IndexFlatIP(DIMENSION)
    flat.add(base)
    right = flat.search(queries, K)[1]
    seconds, _ = best_seconds(lambda: one_by_one(flat, queries[:50]))
    print(f"FAISS IndexFlatIP: {50 / seconds:.0f} queries/s")
    seconds, _ = best_seconds(lambda: flat.search(queries[:400], K))
    print(f"FAISS IndexFlatIP, 400 at once: {400 / seconds:.0f} queries/s")
    graph = faiss.read_index(f"{folder}/hnsw.faiss")
    for ef in (16, 24, 32, 48, 64, 96, 128, 192):
        graph.hnsw.efSearch = ef
        seconds, found = best_seconds(lambda: one_by_one(graph, queries))
        print(f"FAISS HNSW, ef {ef}: {len(queries) / seconds:.0f} queries/s, recall {recall(right, found):.3f}")


def main():
    folder, what = sys.argv[1:3]
    faiss.omp_set_num_threads(1)
    print(f"FAISS {faiss.__version__}, {faiss.get_compile_options().strip()}")
    base = numpy.fromfile(f"{folder}/base.f32", dtype="<f4").reshape(-1, DIMENSION)
    if what == "make":
        make(folder, base)
    else:
        search(folder, base, numpy.fromfile(f"{folder}/queries.f32", dtype="<f4").reshape(-1, DIMENSION))


if __name__ == "__main__":
    main()
