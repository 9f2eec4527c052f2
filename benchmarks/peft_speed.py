"""Speed and memory of LoRA by PEFT on PyTorch's CPU, to compare with TrainingSpeed.java: the same shape (SmolLM2-135M,
weights by chance), the same batch, float32. In a fresh environment: pip install torch transformers peft

    python peft_speed.py STEPS THREADS [checkpoint] [BATCH LENGTH]
"""
import resource
import sys
import time

import torch
from peft import LoraConfig, get_peft_model
from transformers import LlamaConfig, LlamaForCausalLM

steps, threads = int(sys.argv[1]), int(sys.argv[2])
checkpoint = "checkpoint" in sys.argv
sizes = [int(arg) for arg in sys.argv[3:] if arg.isdigit()]
batch, length = sizes if len(sizes) == 2 else (4, 128)
masked = length * 40 // 128
torch.set_num_threads(threads)
torch.manual_seed(1)
model = LlamaForCausalLM(LlamaConfig(
    vocab_size=49152, hidden_size=576, intermediate_size=1536, num_hidden_layers=30, num_attention_heads=9,
    num_key_value_heads=3, max_position_embeddings=8192, rope_theta=100000.0, rms_norm_eps=1e-5,
    tie_word_embeddings=True, use_cache=False))
model = get_peft_model(model, LoraConfig(r=8, lora_alpha=16, target_modules=["q_proj", "v_proj"], task_type="CAUSAL_LM"))
if checkpoint:
    model.enable_input_require_grads()
    model.gradient_checkpointing_enable()
model.train()
optimizer = torch.optim.AdamW([p for p in model.parameters() if p.requires_grad], lr=2e-4, weight_decay=0.01)
rates = []
for step in range(steps):
    ids = torch.randint(3, 49000, (batch, length))
    labels = ids.clone()
    labels[:, :masked] = -100
    start = time.perf_counter()
    loss = model(input_ids=ids, labels=labels).loss
    loss.backward()
    torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
    optimizer.step()
    optimizer.zero_grad()
    rates.append(batch * length / (time.perf_counter() - start))
    print(f"step {step + 1} loss {loss.item():.4f} {rates[-1]:.0f} tokens/s", file=sys.stderr)
rates = sorted(rates[1:])
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
print(f"peft{' checkpoint' if checkpoint else ''} {batch}x{length} {threads} threads: median {rates[len(rates) // 2]:.0f} best {rates[-1]:.0f} tokens/s, "
      f"cpu {time.process_time():.0f} s, peak {peak:.0f} MB")
