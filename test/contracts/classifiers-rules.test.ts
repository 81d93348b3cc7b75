import { createRuleClassifier } from '../../src/classify/rule-classifier.ts';
import { describeClassifier } from './classifiers.ts';

describeClassifier('rule', createRuleClassifier);
