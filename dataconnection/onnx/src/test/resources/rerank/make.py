"""Makes the cross-encoders of OnnxRerankerTest: networks without training, whose scores can be worked out by hand.

overlap.onnx says how many tokens of the question stand in the text, less one; classifier.onnx says it twice.
Run with onnx 1.16 or later: python make.py
"""
import onnx
from onnx import TensorProto as T, helper as h


def model(copies):
    node = h.make_node
    nodes = [
        node("Cast", ["token_type_ids"], ["types"], to=T.FLOAT),
        node("Equal", ["input_ids", "cls"], ["is_cls"]),
        node("Equal", ["input_ids", "sep"], ["is_sep"]),
        node("Or", ["is_cls", "is_sep"], ["special"]),
        node("Not", ["special"], ["plain"]),
        node("Cast", ["plain"], ["plain_f"], to=T.FLOAT),
        node("Mul", ["plain_f", "types"], ["in_text"]),
        node("Sub", ["one", "types"], ["not_types"]),
        node("Mul", ["plain_f", "not_types"], ["in_question"]),
        node("Unsqueeze", ["input_ids", "axis2"], ["rows"]),
        node("Unsqueeze", ["input_ids", "axis1"], ["columns"]),
        node("Equal", ["rows", "columns"], ["same"]),
        node("Cast", ["same"], ["same_f"], to=T.FLOAT),
        node("Unsqueeze", ["in_text", "axis1"], ["text_columns"]),
        node("Mul", ["same_f", "text_columns"], ["matches"]),
        node("ReduceMax", ["matches"], ["found"], axes=[2], keepdims=0),
        node("Mul", ["found", "in_question"], ["hits"]),
        node("ReduceSum", ["hits", "axis1"], ["sum"], keepdims=1),
        node("Sub", ["sum", "one"], ["score"]),
        node("Concat", ["score"] * copies, ["logits"], axis=1),
    ]
    ids = [h.make_tensor_value_info(n, T.INT64, ["batch", "tokens"])
           for n in ("input_ids", "attention_mask", "token_type_ids")]
    out = [h.make_tensor_value_info("logits", T.FLOAT, ["batch", copies])]
    constants = [
        h.make_tensor("cls", T.INT64, [1], [101]), h.make_tensor("sep", T.INT64, [1], [102]),
        h.make_tensor("axis1", T.INT64, [1], [1]), h.make_tensor("axis2", T.INT64, [1], [2]),
        h.make_tensor("one", T.FLOAT, [1], [1.0]),
    ]
    made = h.make_model(h.make_graph(nodes, "overlap", ids, out, constants),
                        opset_imports=[h.make_opsetid("", 13)], ir_version=7)
    onnx.checker.check_model(made)
    return made


onnx.save(model(1), "overlap.onnx")
onnx.save(model(2), "classifier.onnx")
