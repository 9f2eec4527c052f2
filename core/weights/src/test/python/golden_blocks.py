"""Makes src/test/resources/golden/blocks.txt: random blocks of each type of GGUF, and what the gguf package makes of them.

Run by hand: pip install gguf==0.19.0 numpy; python golden_blocks.py > ../resources/golden/blocks.txt
Each line: type, the bytes of 2 blocks in hex, the bits of their 32-bit floats in hex.
"""

import numpy as np
from gguf import GGML_QUANT_SIZES, GGMLQuantizationType as Type
from gguf.quants import dequantize

# Where in a block its 16-bit scales are; random bits there would be infinite or no number now and then.
SCALES = {
    Type.F16: [0], Type.BF16: [], Type.F32: [], Type.Q4_0: [0], Type.Q4_1: [0, 2], Type.Q5_0: [0], Type.Q5_1: [0, 2],
    Type.Q8_0: [0], Type.Q4_K: [0, 2], Type.Q5_K: [0, 2], Type.Q6_K: [208],
}

random = np.random.default_rng(20261123)
for kind, places in SCALES.items():
    length, size = GGML_QUANT_SIZES[kind]
    count = max(2, 64 // length)
    blocks = random.integers(0, 256, (count, size), dtype=np.uint8)
    if kind == Type.F32:
        blocks = random.standard_normal(count).astype(np.float32).view(np.uint8).reshape(count, 4)
    if kind == Type.BF16:
        blocks = np.ascontiguousarray(random.standard_normal(count).astype(np.float32).view(np.uint8).reshape(count, 4)[:, 2:])
    for place in places:
        scale = (random.standard_normal((count, 1)) * 0.05).astype(np.float16)
        blocks[:, place:place + 2] = scale.view(np.uint8)
    floats = dequantize(blocks.reshape(1, -1), kind).astype(np.float32).reshape(-1)
    print(kind.name, blocks.tobytes().hex(), floats.astype(">f4").tobytes().hex())
